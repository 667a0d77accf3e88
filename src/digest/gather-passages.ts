import type { Item } from '../domain/item.ts';
import { TAKEN_STANCES, type TakenStance } from '../domain/opinion.ts';
import type { ItemQuery } from '../domain/query.ts';
import { PUBLIC_KINDS } from '../domain/search-url.ts';
import { isDrawn } from '../pipeline/analysis/drawn-share.ts';
import type { Passage, SaidText } from '../pipeline/analysis/opinion/passage-candidates.ts';
import { typicalPassages } from '../pipeline/analysis/opinion/typical-passages.ts';
import type { Store } from '../store/store.ts';

/** Comments of one stream that are read: centrality does not change with more of them, and a page must not wait. */
const MOST_READ = 2_000;

export interface StancePassages {
  readonly stance: TakenStance;
  readonly passages: readonly Passage[];
  /** Only about 2,000 of the stream were read, drawn by a fixed rule. */
  readonly isSample: boolean;
}

/** Typical passages of every stance within a search, in the order of `TAKEN_STANCES`; at most `most` each. Reprints are not
 * quoted, and toxic texts only where there is nothing else: a side whose every voice is rude must not look silent. */
export async function gatherPassages(store: Pick<Store, 'search' | 'scan'>, query: ItemQuery, most: number): Promise<StancePassages[]> {
  const found: StancePassages[] = [];
  for (const stance of TAKEN_STANCES) {
    const stream: ItemQuery = { ...query, kinds: [...PUBLIC_KINDS], stances: [stance], reprints: false };
    const { total } = await store.search(stream, { limit: 1, cursor: null });
    const civil: SaidText[] = [];
    const rude: SaidText[] = [];
    if (total > 0) {
      for await (const item of store.scan(stream)) {
        if (isDrawn(item.id, MOST_READ, total)) (item.analysis.toxic ? rude : civil).push(saidBy(item));
      }
    }
    found.push({ stance, passages: typicalPassages(civil.length > 0 ? civil : rude, most), isSample: total > MOST_READ });
  }
  return found;
}

function saidBy({ id, text, publishedAt }: Item): SaidText {
  return { id, text, publishedAt };
}
