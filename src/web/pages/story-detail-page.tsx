import { useQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter';
import type { StoryPage } from '../../domain/views.ts';
import { storyQuery } from '../requests/queries.ts';
import { useNames } from '../requests/use-names.ts';
import { formatPeriod } from '../format/day.ts';
import { formatInstant } from '../format/instant.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { StoryCounts } from '../parts/story-counts.tsx';
import { WithheldNote } from '../parts/withheld.tsx';
import { InternalLink } from '../routing/internal-link.tsx';
import { storySearch } from '../story/story-search.ts';
import { storySpan } from '../story/story-span.ts';
import { StoryNews } from '../story/story-news.tsx';
import { StoryOutlets } from '../story/story-outlets.tsx';
import { StoryTimeline } from '../story/story-timeline.tsx';
import { StoryQuotes, StoryVoices } from '../story/story-voices.tsx';
import '../story/story.css';

/** One story: how large, how it went, who carried it, what people say, and every news item. */
export function StoryDetailPage({ id }: { readonly id: string }) {
  const span = storySpan(useSearch());
  const query = useQuery(storyQuery(id, span));
  return (
    <Loaded query={query} what="vụ việc">
      {(page) => (
        <>
          <PageHeader title={page.story.title} scope={<Scope page={page} span={span} />} />
          <div className="story-grid">
            <StoryTimeline page={page} />
            <StoryVoices page={page} />
            <StoryOutlets story={page.story} span={span} />
            <StoryQuotes page={page} />
            <StoryNews news={page.news} />
          </div>
          {page.story.publicCount === null && <WithheldNote />}
        </>
      )}
    </Loaded>
  );
}

function Scope({ page: { story }, span }: { readonly page: StoryPage; readonly span: URLSearchParams }) {
  const names = useNames();
  const [from, to] = [span.get('from'), span.get('to')];
  return (
    <>
      {story.mainTopic !== null && `${names('topics', story.mainTopic)} · `}
      từ {formatInstant(story.firstAt)} đến {formatInstant(story.lastAt)}
      <br />
      <StoryCounts story={story} />
      {from !== null && to !== null && (
        <>
          {`, tính ${formatPeriod(from, to)}. `}
          <InternalLink href={`/vu-viec/${encodeURIComponent(story.id)}`}>Xem từ đầu</InternalLink>
        </>
      )}
      {' · '}
      <InternalLink href={storySearch(story.id, span)}>Xem tất cả trong Tìm kiếm</InternalLink>
    </>
  );
}
