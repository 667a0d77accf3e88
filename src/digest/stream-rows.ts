import { STANCES, TAKEN_STANCES, type Stance } from '../domain/opinion.ts';
import type { ItemQuery } from '../domain/query.ts';
import { searchHref } from '../domain/search-url.ts';
import type { StoryPage } from '../domain/views.ts';
import { opinionStreams } from '../pipeline/analysis/opinion/opinion-streams.ts';
import type { ShownCounts } from './shown-counts.ts';

type StreamRow = StoryPage['stance'][number];

/** Streams as a page shows them, in the order of the screen, and what their shares are of; `query` finds all the public items that were counted. */
export function streamRows(counts: ShownCounts, query: ItemQuery): { readonly rows: StreamRow[]; readonly taken: StoryPage['taken'] } {
  const { taken, none, abstained, streams } = opinionStreams(counts);
  const rowOf = (stance: Stance | 'abstained'): StreamRow => {
    const stream = streams.find((one) => one.stance === stance);
    return {
      stance,
      count: stream ? stream.count : stance === 'none' ? none : abstained,
      share: stream?.share ?? null,
      breadth: stream?.breadth ?? null,
      href: searchHref({ ...query, stances: [stance] }),
    };
  };
  return {
    rows: [...STANCES, 'abstained' as const].map(rowOf),
    taken: { count: taken, href: searchHref({ ...query, stances: [...TAKEN_STANCES] }) },
  };
}
