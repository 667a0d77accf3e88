import type { SearchView } from '../../domain/views.ts';
import { formatDay } from '../format/day.ts';
import { LIST_FILTERS, toggled, valuesOf, withSingle, type SingleParam } from './filters.ts';

export interface ActiveFilter {
  readonly id: string;
  readonly words: string;
  /** The filters without this one. */
  readonly without: URLSearchParams;
}

type Names = (list: string, value: string) => string;

/** Words of a parameter that takes one value; null where the page shows it otherwise. */
const SINGLE_WORDS: Readonly<Record<SingleParam, (value: string) => string | null>> = {
  text: () => null,
  from: (value) => `Từ ngày ${formatDay(value)}`,
  to: (value) => `Đến hết ngày ${formatDay(value)}`,
  checkable: (value) => (value === 'true' ? 'Có thông tin cần kiểm chứng' : 'Không có thông tin cần kiểm chứng'),
  undated: (value) => (value === 'true' ? 'Không rõ ngày đăng' : 'Có ngày đăng'),
  reprints: (value) => (value === 'false' ? 'Không tính bài đăng lại' : 'Chỉ bài đăng lại'),
  storyId: () => 'Trong một vụ việc',
  threadUrl: () => 'Trong một chủ đề thảo luận',
};

/** The filters that are on, in words, each with the way to take it off. Names come from the facets first: they know units and outlets. */
export function activeFilters(filters: URLSearchParams, facets: SearchView['facets'] | undefined, names: Names): ActiveFilter[] {
  const lists = LIST_FILTERS.flatMap(({ param, facet, title }) =>
    valuesOf(filters, param).map((value) => {
      const name = facets?.[facet]?.find((entry) => entry.value === value)?.name ?? names(param, value);
      return { id: `${param}=${value}`, words: name === '' ? title : name, without: toggled(filters, param, value) };
    }),
  );
  const singles = Object.entries(SINGLE_WORDS).flatMap(([name, wordsOf]) => {
    const param = name as SingleParam; // Object.entries loses the key type
    const value = filters.get(param);
    const words = value === null ? null : wordsOf(value);
    return words === null ? [] : [{ id: param, words, without: withSingle(filters, param, '') }];
  });
  return [...singles, ...lists];
}
