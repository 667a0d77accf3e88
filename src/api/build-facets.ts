import type { Facet, FacetCounts, ItemQuery } from '../domain/query.ts';
import { PUBLIC_KINDS } from '../domain/search-url.ts';
import type { SearchView } from '../domain/views.ts';
import { countsOf, sumOf } from '../digest/count-span.ts';
import { shownCounts } from '../digest/shown-counts.ts';
import type { Store } from '../store/store.ts';
import type { Names } from './names.ts';

const SHOWN_FACETS = [
  'kind',
  'topic',
  'tone',
  'stance',
  'act',
  'newsKind',
  'event',
  'outlet',
  'place',
  'source',
] as const satisfies readonly Facet[];

export interface FacetDeps {
  readonly store: Store;
  readonly names: Names;
  readonly minimumGroup: number;
}

/**
 * Counts beside a list, to narrow it. Withheld where the public items in a cell are too few, also when news share the cell: the same
 * search for news alone would give the public part by difference.
 */
export async function buildFacets({ store, names, minimumGroup }: FacetDeps, query: ItemQuery): Promise<SearchView['facets']> {
  const all = await store.facets(query, SHOWN_FACETS);
  const people = await publicFacets(store, query, all);
  const total = sumOf(countsOf(people, 'kind'));
  const facets: SearchView['facets'] = {};
  for (const facet of SHOWN_FACETS) {
    const shown = shownCounts(countsOf(people, facet), minimumGroup, total >= minimumGroup);
    facets[facet] = (all[facet] ?? []).map(({ value, count }) => ({
      value,
      name: names.ofFacet(facet, value),
      count: shown.get(value) === null ? null : count,
    }));
  }
  return facets;
}

/** Counts of the same search among posts and comments. Asked for only when news may be among what was found. */
async function publicFacets(store: Store, query: ItemQuery, all: FacetCounts): Promise<FacetCounts> {
  const kinds = PUBLIC_KINDS.filter((kind) => query.kinds?.includes(kind) ?? true);
  if (kinds.length === 0) return {};
  return query.kinds?.length === kinds.length ? all : store.facets({ ...query, kinds }, SHOWN_FACETS);
}
