import { STANCES } from '../domain/opinion.ts';
import type { ItemQuery } from '../domain/query.ts';
import { PUBLIC_KINDS } from '../domain/search-url.ts';
import { addDays, dayOf } from '../domain/time.ts';
import { withholdSmallTable } from '../privacy/minimum-group.ts';
import type { Store } from '../store/store.ts';
import type { Span } from './count-span.ts';
import type { Shown, ShownCounts } from './shown-counts.ts';

/** Every public item has exactly one of these, so that rows and columns of the table add up. */
const COLUMNS = [...STANCES, 'abstained'] as const;

/** Public items per day and stance, before anything is withheld. */
export interface StanceDays {
  readonly days: readonly string[];
  readonly rows: readonly (readonly number[])[];
}

interface ShownDay {
  readonly day: string;
  readonly public: Shown;
  readonly support: Shown;
  readonly concern: Shown;
  readonly oppose: Shown;
}

export interface ShownStanceDays {
  readonly public: Shown;
  /** Every stance and `abstained`, zeros included. */
  readonly stances: ShownCounts;
  readonly days: readonly ShownDay[];
}

/** Counts the public items of a search per day of `span`, days without any included. Costs one row per day: keep to a year. */
export async function countStanceDays(store: Store, query: ItemQuery, span: Span): Promise<StanceDays> {
  const days: string[] = [];
  for (let day = dayOf(span.from); day <= dayOf(span.to - 1); day = addDays(day, 1)) days.push(day);
  const rows = new Map(days.map((day) => [day, COLUMNS.map(() => 0)]));
  for (const { day, value, count } of await store.trend({ ...query, ...span, kinds: [...PUBLIC_KINDS] }, 'stance')) {
    const column = COLUMNS.findIndex((name) => name === value);
    const row = rows.get(day);
    if (row && column >= 0) row[column] = count;
  }
  return { days, rows: [...rows.values()] };
}

/**
 * The table as it may be shown. Its days, its stances and its total stand on one page, so all are masked together: none follows from
 * the others. Parts that are not shown, such as those who take no stand on one day, are treated as if they were.
 */
export function shownStanceDays({ days, rows }: StanceDays, minimum: number): ShownStanceDays {
  const table = withholdSmallTable(rows, minimum);
  const cell = (row: number, column: (typeof COLUMNS)[number]): Shown => table.cells[row]?.[COLUMNS.indexOf(column)] ?? null;
  return {
    public: table.total,
    stances: new Map(COLUMNS.map((stance, at) => [stance, table.columnTotals[at] ?? null])),
    days: days.map((day, at) => ({
      day,
      public: table.rowTotals[at] ?? null,
      support: cell(at, 'support'),
      concern: cell(at, 'concern'),
      oppose: cell(at, 'oppose'),
    })),
  };
}
