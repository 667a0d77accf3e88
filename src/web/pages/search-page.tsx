import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { catalogueQuery, searchQuery } from '../requests/queries.ts';
import { nameIn } from '../requests/catalogue.ts';
import { formatCount } from '../format/number.ts';
import { Loaded } from '../parts/loaded.tsx';
import { PageHeader } from '../parts/page-header.tsx';
import { activeFilters } from '../search/active-filters.ts';
import { FilterChips } from '../search/filter-chips.tsx';
import { FilterPanel } from '../search/filter-panel.tsx';
import { readFilters, searchAddress, withSingle } from '../search/filters.ts';
import { KeyHelp } from '../search/key-help.tsx';
import { useListKeys } from '../search/list-keys.ts';
import { Results } from '../search/results.tsx';
import { SearchBox } from '../search/search-box.tsx';
import '../search/search.css';
import { useKeySwitch } from '../search/use-key-switch.ts';

/** Search and filters, all of them in the address, and what they find. */
export function SearchPage() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const filters = useMemo(() => readFilters(search), [search]);
  const query = useInfiniteQuery(searchQuery(filters));
  const { data: catalogue } = useQuery(catalogueQuery());
  const input = useRef<HTMLInputElement>(null);
  const [keysOn, setKeysOn] = useKeySwitch();
  const [isPanelOpen, setPanelOpen] = useState(false);
  useListKeys(
    keysOn,
    useCallback(() => input.current?.focus(), []),
  );

  const facets = query.data?.pages[0]?.facets;
  const active = activeFilters(filters, facets, (list, value) => nameIn(catalogue, list, value));
  const text = filters.get('text') ?? '';
  const go = (next: URLSearchParams) => navigate(searchAddress(next));
  const scope = [...(text === '' ? [] : [`từ khóa “${text}”`]), ...active.map(({ words }) => words)].join(' · ');
  return (
    <>
      <PageHeader title="Tìm kiếm" scope={<span className="print-only">{scope === '' ? 'Không lọc' : scope}</span>} />
      <SearchBox key={text} text={text} inputRef={input} onSearch={(typed) => go(withSingle(filters, 'text', typed))} />
      <div className="search-layout">
        <aside className="filters" aria-label="Bộ lọc" {...(isPanelOpen ? {} : { 'data-closed': '' })}>
          <Button
            className="filters-toggle"
            variant="default"
            size="xs"
            aria-expanded={isPanelOpen}
            onClick={() => setPanelOpen(!isPanelOpen)}
          >
            {isPanelOpen ? 'Ẩn bộ lọc' : `Bộ lọc${active.length > 0 ? ` (${active.length})` : ''}`}
          </Button>
          <FilterPanel filters={filters} facets={facets} catalogue={catalogue} onChange={go} />
        </aside>
        <div>
          <FilterChips active={active} onChange={go} onClear={() => go(withSingle(new URLSearchParams(), 'text', text))} />
          <Loaded query={query} what="danh sách tin, bài, ý kiến">
            {({ pages }) => (
              <>
                <div className="result-head">
                  <h2 aria-live="polite">{formatCount(pages[0]?.total ?? 0)} tin, bài, ý kiến, mới nhất trước</h2>
                  <KeyHelp isOn={keysOn} onChange={setKeysOn} />
                </div>
                <Results pages={pages} query={query} />
              </>
            )}
          </Loaded>
        </div>
      </div>
    </>
  );
}
