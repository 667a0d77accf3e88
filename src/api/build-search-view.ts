import type { ItemQuery } from '../domain/query.ts';
import type { SearchView } from '../domain/views.ts';
import { searchTerms } from '../language/search-terms.ts';
import { buildFacets, type FacetDeps } from './build-facets.ts';
import { buildItemView } from './build-item-view.ts';

export interface PageAsked {
  readonly limit: number;
  /** null for the first page. */
  readonly cursor: string | null;
}

/** One page of what a search finds, with the words found and the counts to narrow it by. @throws BAD_CURSOR */
export async function buildSearchView(deps: FacetDeps, query: ItemQuery, asked: PageAsked): Promise<SearchView> {
  const page = await deps.store.search(query, asked);
  const terms = searchTerms(query.text ?? '');
  return {
    total: page.total,
    next: page.next,
    items: page.items.map((item) => buildItemView(item, terms, deps.names)),
    facets: await buildFacets(deps, query),
  };
}
