import { describe, expect, it } from 'vitest';
import { periodParams, readPeriod, shiftPeriod } from '../../../src/web/overview/period.ts';

const read = (search: string) => readPeriod(new URLSearchParams(search));

describe('the period of an address', () => {
  it('is the newest seven days when the address says nothing, and writes nothing then', () => {
    expect(read('')).toEqual({ days: 7, to: null });
    expect(periodParams(read('')).toString()).toBe('');
  });

  it.each(['days=8', 'days=-7', 'days=1e9', 'to=2026-02-31', 'to=<script>'])('ignores what is no choice: %s', (search) => {
    expect(read(search)).toEqual({ days: 7, to: null });
  });

  it('comes back from the address it wrote', () => {
    const chosen = { days: 28, to: '2026-11-22' } as const;
    expect(readPeriod(periodParams(chosen))).toEqual(chosen);
  });

  it('moves by its own length', () => {
    expect(shiftPeriod(14, '2026-03-01', -1)).toEqual({ days: 14, to: '2026-02-15' });
  });
});
