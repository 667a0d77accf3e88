import { describe, expect, it } from 'vitest';
import { activeFilters } from '../../../src/web/search/active-filters.ts';
import { readFilters, searchAddress, toggled, valuesOf, withSingle } from '../../../src/web/search/filters.ts';

describe('filters of an address', () => {
  it('keep what the API knows and drop the rest, because the API refuses what it does not know', () => {
    expect(readFilters('?text=c%E1%BB%93n&utm_source=x&topics=accidents&cursor=3&kinds=').toString()).toBe(
      'text=c%E1%BB%93n&topics=accidents',
    );
  });

  it('are in one order, so that equal searches are one entry of the cache', () => {
    expect(readFilters('topics=a&text=b').toString()).toBe(readFilters('text=b&topics=a').toString());
  });

  it('switch one value of a list on and off', () => {
    const on = toggled(new URLSearchParams('topics=accidents'), 'topics', 'enforcement');
    expect(valuesOf(on, 'topics')).toEqual(['accidents', 'enforcement']);
    expect(searchAddress(on)).toBe('/tim-kiem?topics=accidents,enforcement');
    expect(searchAddress(toggled(toggled(on, 'topics', 'accidents'), 'topics', 'enforcement'))).toBe('/tim-kiem');
  });

  it('never change the filters they start from', () => {
    const filters = new URLSearchParams('text=a');
    withSingle(filters, 'text', '');
    expect(filters.get('text')).toBe('a');
  });

  it('survive hostile values as plain text', () => {
    const filters = readFilters(`?text=${encodeURIComponent('"><script>&topics=x')}`);
    expect(readFilters(searchAddress(filters).split('?')[1] ?? '').get('text')).toBe('"><script>&topics=x');
  });
});

const names = (list: string, value: string): string => (list === 'topics' && value === 'accidents' ? 'Tai nạn giao thông' : '');

describe('filters in words', () => {
  it('name what is on and how to take it off', () => {
    const [days, topic] = activeFilters(new URLSearchParams('from=2026-11-16&topics=accidents'), undefined, names);
    expect(days?.words).toBe('Từ ngày 16/11/2026');
    expect(topic?.words).toBe('Tai nạn giao thông');
    expect(topic?.without.toString()).toBe('from=2026-11-16');
  });

  it('never show a code: without a name the heading stands in', () => {
    expect(activeFilters(new URLSearchParams('outlets=x-1'), undefined, names)[0]?.words).toBe('Cơ quan báo chí, nền tảng');
  });
});
