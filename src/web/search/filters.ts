/** Filters with several values: parameter of the address, facet of the answer, heading on screen. In the order of the screen. */
export const LIST_FILTERS = [
  { param: 'kinds', facet: 'kind', title: 'Loại' },
  { param: 'topics', facet: 'topic', title: 'Chủ đề' },
  { param: 'tones', facet: 'tone', title: 'Sắc thái (báo chí)' },
  { param: 'stances', facet: 'stance', title: 'Luồng ý kiến (người dân)' },
  { param: 'acts', facet: 'act', title: 'Phản ánh, kiến nghị' },
  { param: 'newsKinds', facet: 'newsKind', title: 'Loại tin, bài (báo chí)' },
  { param: 'events', facet: 'event', title: 'Triển khai Chỉ thị 23 (báo chí)' },
  { param: 'outlets', facet: 'outlet', title: 'Cơ quan báo chí, nền tảng' },
  { param: 'sources', facet: 'source', title: 'Nguồn tin' },
  { param: 'places', facet: 'place', title: 'Địa bàn' },
] as const;
export type ListParam = (typeof LIST_FILTERS)[number]['param'];

const SINGLE_PARAMS = ['text', 'from', 'to', 'checkable', 'undated', 'reprints', 'storyId', 'threadUrl'] as const;
export type SingleParam = (typeof SINGLE_PARAMS)[number];

/** Every parameter that the API knows; it refuses others, and an address may come from anywhere. */
const KNOWN: readonly string[] = [...SINGLE_PARAMS, ...LIST_FILTERS.map(({ param }) => param)];

/** The filters of an address, in a fixed order and without empty or unknown ones, so that equal searches are one entry of the cache. */
export function readFilters(search: string): URLSearchParams {
  const given = new URLSearchParams(search);
  const filters = new URLSearchParams();
  for (const name of KNOWN) {
    const value = given.get(name)?.trim() ?? '';
    if (value !== '') filters.set(name, value);
  }
  return filters;
}

export function valuesOf(filters: URLSearchParams, param: ListParam): readonly string[] {
  return (filters.get(param) ?? '').split(',').filter((value) => value !== '');
}

/** The filters with one value of a list switched on or off. */
export function toggled(filters: URLSearchParams, param: ListParam, value: string): URLSearchParams {
  const values = valuesOf(filters, param);
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return withSingle(filters, param, next.join(','));
}

/** The filters with one parameter set; empty text removes it. */
export function withSingle(filters: URLSearchParams, param: ListParam | SingleParam, value: string): URLSearchParams {
  const next = new URLSearchParams(filters);
  if (value === '') next.delete(param);
  else next.set(param, value);
  return next;
}

/** The page's address for some filters. Commas stay readable. */
export function searchAddress(filters: URLSearchParams): string {
  return filters.size === 0 ? '/tim-kiem' : `/tim-kiem?${filters.toString().replaceAll('%2C', ',')}`;
}
