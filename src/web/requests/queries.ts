import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  ExplanationView,
  ItemView,
  Overview,
  PhrasesView,
  SearchView,
  SourcesView,
  StoryPage,
  StoryView,
} from '../../domain/views.ts';
import type { Catalogue } from './catalogue.ts';
import { getJson } from './get-json.ts';

/** Items per page of a list: two screens, so that the first answer is quick. */
const PAGE_SIZE = 20;
const STORIES_SHOWN = 50;

const withParams = (path: string, params: URLSearchParams): string => (params.size > 0 ? `${path}?${params}` : path);

/** `params` holds `to` and `days`, or nothing for the newest period. */
export const overviewQuery = (params: URLSearchParams) =>
  queryOptions({
    queryKey: ['overview', params.toString()],
    queryFn: ({ signal }) => getJson<Overview>(withParams('/api/overview', params), signal),
    placeholderData: keepPreviousData,
  });

/** `params` as of the overview. */
export const phrasesQuery = (params: URLSearchParams) =>
  queryOptions({
    queryKey: ['phrases', params.toString()],
    queryFn: ({ signal }) => getJson<PhrasesView>(withParams('/api/phrases', params), signal),
    placeholderData: keepPreviousData,
  });

/** `params` are the filters of search-filters.ts, without cursor. */
export const searchQuery = (params: URLSearchParams) =>
  infiniteQueryOptions({
    queryKey: ['items', params.toString()],
    queryFn: ({ signal, pageParam }) => {
      const asked = new URLSearchParams(params);
      asked.set('limit', String(PAGE_SIZE));
      if (pageParam !== null) asked.set('cursor', pageParam);
      return getJson<SearchView>(`/api/items?${asked}`, signal);
    },
    initialPageParam: null as string | null, // the first page has no cursor; later ones do
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export const itemQuery = (id: string) =>
  queryOptions({
    queryKey: ['item', id],
    queryFn: ({ signal }) => getJson<ItemView>(`/api/items/${encodeURIComponent(id)}`, signal),
  });

export const explanationQuery = (id: string) =>
  queryOptions({
    queryKey: ['explanation', id],
    queryFn: ({ signal }) => getJson<ExplanationView>(`/api/items/${encodeURIComponent(id)}/explanation`, signal),
  });

export const storiesQuery = (params: URLSearchParams) =>
  queryOptions({
    queryKey: ['stories', params.toString()],
    queryFn: ({ signal }) => {
      const asked = new URLSearchParams(params);
      asked.set('limit', String(STORIES_SHOWN));
      return getJson<{ stories: StoryView[] }>(`/api/stories?${asked}`, signal);
    },
    placeholderData: keepPreviousData,
  });

/** `params` may narrow a story to `from` and `to`, the days in which another page counted it. */
export const storyQuery = (id: string, params: URLSearchParams) =>
  queryOptions({
    queryKey: ['story', id, params.toString()],
    queryFn: ({ signal }) => getJson<StoryPage>(withParams(`/api/stories/${encodeURIComponent(id)}`, params), signal),
  });

export const sourcesQuery = () =>
  queryOptions({ queryKey: ['sources'], queryFn: ({ signal }) => getJson<SourcesView>('/api/sources', signal) });

/** Names change with a release or a profile, not during a visit. */
export const catalogueQuery = () =>
  queryOptions({
    queryKey: ['catalogue'],
    queryFn: ({ signal }) => getJson<Catalogue>('/api/catalogue', signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
