import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { addDays, dayOf } from '../../domain/time.ts';
import type { StoryView } from '../../domain/views.ts';
import { storiesQuery } from '../requests/queries.ts';
import { useNames } from '../requests/use-names.ts';
import { formatPeriod } from '../format/day.ts';
import { formatInstant } from '../format/instant.ts';
import { PERIOD_DAYS, periodParams, readPeriod } from '../overview/period.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useNow } from '../parts/now.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { RelativeTime } from '../parts/relative-time.tsx';
import { StoryCounts } from '../parts/story-counts.tsx';
import { WithheldNote } from '../parts/withheld.tsx';
import { InternalLink } from '../routing/internal-link.tsx';
import { useNewestOverview } from '../shell/use-newest-overview.ts';
import '../story/story.css';

/** Stories of a period, largest first. The period ends with the newest day that has figures. */
export function StoriesPage() {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const now = useNow();
  const newest = useNewestOverview();
  const chosen = useMemo(() => readPeriod(new URLSearchParams(search)), [search]);
  const to = chosen.to ?? newest?.period.to ?? dayOf(now);
  const from = addDays(to, 1 - chosen.days);
  const query = useQuery(storiesQuery(new URLSearchParams({ from, to })));
  return (
    <>
      <PageHeader title="Vụ việc" scope={`Nhiều tin, bài, ý kiến nhất trước, ${formatPeriod(from, to)}`}>
        <SegmentedControl
          size="xs"
          aria-label="Độ dài kỳ"
          value={String(chosen.days)}
          data={PERIOD_DAYS.map((days) => ({ value: String(days), label: `${days} ngày` }))}
          onChange={(value) => {
            const days = PERIOD_DAYS.find((one) => String(one) === value) ?? chosen.days;
            const params = periodParams({ ...chosen, days });
            navigate(params.size > 0 ? `${path}?${params}` : path);
          }}
        />
      </PageHeader>
      <Loaded query={query} what="danh sách vụ việc">
        {({ stories }) =>
          stories.length === 0 ? (
            <Empty title="Chưa có vụ việc nào trong kỳ này">
              <p>Vụ việc được lập khi có tin, bài, ý kiến về cùng một sự kiện. Thử chọn kỳ dài hơn.</p>
            </Empty>
          ) : (
            <>
              <ol className="story-list">
                {stories.map((story) => (
                  <li key={story.id}>
                    <StoryEntry story={story} />
                  </li>
                ))}
              </ol>
              {stories.some((story) => story.publicCount === null) && <WithheldNote />}
            </>
          )
        }
      </Loaded>
    </>
  );
}

function StoryEntry({ story }: { readonly story: StoryView }) {
  const names = useNames();
  return (
    <article className="story-entry">
      <h2>
        <InternalLink href={story.href} className="item-title">
          {story.title}
        </InternalLink>
      </h2>
      <p>
        <StoryCounts story={story} />
      </p>
      <p className="dimmed small">
        {story.mainTopic !== null && `${names('topics', story.mainTopic)} · `}
        Từ {formatInstant(story.firstAt)}, mới nhất <RelativeTime iso={story.lastAt} />
      </p>
    </article>
  );
}
