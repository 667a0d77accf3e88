import { useQuery } from '@tanstack/react-query';
import type { Overview } from '../../domain/views.ts';
import { storyQuery } from '../requests/queries.ts';
import { Panel } from '../parts/panel.tsx';
import { StoryCounts } from '../parts/story-counts.tsx';
import { WithheldNote } from '../parts/withheld.tsx';
import { InternalLink } from '../routing/internal-link.tsx';

const MOST_SHOWN = 3;
const MOST_QUOTES = 2;

/** Why: the stories behind the figures, and what people say about the first. */
export function TopStories({ overview }: { readonly overview: Overview }) {
  const stories = overview.stories.slice(0, MOST_SHOWN);
  const { from, to } = overview.period;
  return (
    <Panel title="Vì sao: vụ việc nổi bật" aside={<InternalLink href="/vu-viec">Tất cả vụ việc</InternalLink>}>
      {stories.length === 0 && <p>Trong kỳ này chưa có vụ việc nào được nhiều nguồn cùng đưa tin.</p>}
      <ol className="brief-stories">
        {stories.map((story, index) => (
          <li key={story.id}>
            <p>
              <InternalLink href={story.href}>{story.title}</InternalLink>
            </p>
            <p className="dimmed small">
              <StoryCounts story={story} />
            </p>
            {index === 0 && <Quotes storyId={story.id} from={from} to={to} />}
          </li>
        ))}
      </ol>
      {stories.some((story) => story.publicCount === null) && <WithheldNote />}
    </Panel>
  );
}

/** An addition to what is there already: while it loads, or when it fails, nothing stands in its place. */
function Quotes({ storyId, from, to }: { readonly storyId: string; readonly from: string; readonly to: string }) {
  const { data } = useQuery(storyQuery(storyId, new URLSearchParams({ from, to })));
  return data?.passages.slice(0, MOST_QUOTES).map((passage) => (
    <blockquote key={passage.id} className="brief-quote">
      “{passage.passage}”
    </blockquote>
  ));
}
