import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withholdSmall, withholdSmallTable, type ShownTable } from '../../src/privacy/minimum-group.ts';

const MINIMUM = 5;

describe('withholdSmall', () => {
  test.each<[string, number[], boolean, (number | null)[]]>([
    ['shows what is large enough and zero', [5, 0, 20], true, [5, 0, 20]],
    ['withholds 1 to 4 when no total is known', [4, 1, 20], false, [null, null, 20]],
    ['withholds the next smallest beside a lone small one', [3, 8, 20], true, [null, null, 20]],
    ['leaves two small ones that are at least the minimum together and could each be', [4, 4, 20], true, [null, null, 20]],
    ['withholds a third where two say that each is below the minimum', [4, 1, 20, 9], true, [null, null, 20, null]],
    ['withholds everything when the total is too small to protect anything', [3, 0, 0], true, [null, null, null]],
    ['gives nothing for nothing', [], true, []],
    ['shows zeros', [0, 0], true, [0, 0]],
    ['takes the first of two equal ones', [3, 9, 9], true, [null, null, 9]],
  ])('%s', (_, counts, totalIsShown, expected) => {
    expect(withholdSmall(counts, MINIMUM, totalIsShown)).toEqual(expected);
  });

  test('keeps values with their counts, in order', () => {
    const cells = [
      { value: 'support', count: 12 },
      { value: 'oppose', count: 2 },
    ];
    expect(withholdSmall(cells, MINIMUM, false)).toEqual([
      { value: 'support', count: 12 },
      { value: 'oppose', count: null },
    ]);
  });

  test('no withheld figure is recovered or known to be small, for any list whose total may be shown', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 5 }), fc.integer({ min: 2, max: 7 }), (counts, minimum) => {
        const total = counts.reduce((a, b) => a + b, 0);
        fc.pre(total >= minimum);
        const shown = withholdSmall(counts, minimum, true);
        expect(shownSmall(counts, shown, minimum)).toEqual([]);
        // Where even zeros are withheld, a withheld figure may be zero; otherwise it is at least one.
        const least = shown.every((each) => each === null) ? 0 : 1;
        expect(leaks(possibleLists(shown, total, least), shown, minimum)).toEqual([]);
      }),
      { seed: 5, numRuns: 2_000 },
    );
  });
});

describe('withholdSmallTable', () => {
  test('leaves a table without small figures as it is', () => {
    const rows = [
      [5, 6],
      [0, 9],
    ];
    expect(withholdSmallTable(rows, MINIMUM)).toEqual({ cells: rows, rowTotals: [11, 9], columnTotals: [5, 15], total: 20 });
  });

  test('hides a whole rectangle around one small figure', () => {
    const rows = [
      [3, 20, 30],
      [10, 40, 50],
      [60, 70, 80],
    ];
    const { cells, rowTotals, total } = withholdSmallTable(rows, MINIMUM);
    expect(cells).toEqual([
      [null, null, 30],
      [null, null, 50],
      [60, 70, 80],
    ]);
    expect(rowTotals).toEqual([53, 100, 210]);
    expect(total).toBe(363);
  });

  test('withholds the totals of a day with few comments', () => {
    const { cells, rowTotals } = withholdSmallTable(
      [
        [2, 1],
        [40, 30],
        [25, 35],
      ],
      MINIMUM,
    );
    expect(rowTotals[0]).toBeNull();
    expect(cells[0]).toEqual([null, null]);
  });

  test('shows nothing of a table whose sum is below the minimum', () => {
    expect(withholdSmallTable([[1, 2]], MINIMUM)).toEqual({
      cells: [[null, null]],
      rowTotals: [null],
      columnTotals: [null, null],
      total: null,
    });
  });

  test('gives an empty table for an empty one', () => {
    expect(withholdSmallTable([], MINIMUM)).toEqual({ cells: [], rowTotals: [], columnTotals: [], total: 0 });
  });

  test('no withheld figure is recovered or known to be small by any combination of rows and columns', () => {
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 9 }));
    const rows = fc.array(fc.tuple(count, count, count), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 5 }), (rows, minimum) => {
        const table = withholdSmallTable(rows, minimum);
        const shown = table.cells.flat();
        expect(shownSmall(rows.flat(), shown, minimum)).toEqual([]);
        if (table.total === null || table.rowTotals.includes(null) || table.columnTotals.includes(null)) return;
        expect(leaks(possibleTables(table), shown, minimum)).toEqual([]);
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  test('a year of days takes one pass', () => {
    const rows = Array.from({ length: 365 }, (_, day) => [day % 7, (day * 5) % 11, (day * 3) % 23]);
    const { cells } = withholdSmallTable(rows, MINIMUM);
    expect(shownSmall(rows.flat(), cells.flat(), MINIMUM)).toEqual([]);
  });
});

/** Every table that agrees with what is shown, each as one list of its cells. */
function possibleTables({ cells, rowTotals, columnTotals }: ShownTable): number[][] {
  const width = columnTotals.length;
  let found: number[][] = [[]];
  for (const [row, shown] of cells.entries()) {
    const lists = possibleLists(shown, rowTotals[row] ?? 0, 1);
    found = found
      .flatMap((before) => lists.map((list) => [...before, ...list]))
      .filter((table) =>
        columnTotals.every((total, column) => {
          const sum = table.filter((_, at) => at % width === column).reduce((a, b) => a + b, 0);
          return row === cells.length - 1 ? sum === total : sum <= (total ?? 0);
        }),
      );
  }
  return found;
}

function possibleLists(shown: readonly (number | null)[], total: number, least: number): number[][] {
  const found: number[][] = [];
  const fill = (at: number, sum: number, list: number[]): void => {
    if (sum > total) return;
    if (at === shown.length) {
      if (sum === total) found.push(list);
      return;
    }
    const known = shown[at];
    if (known !== null && known !== undefined) return fill(at + 1, sum + known, [...list, known]);
    for (let value = least; value <= total - sum; value += 1) fill(at + 1, sum + value, [...list, value]);
  };
  fill(0, 0, []);
  return found;
}

/** Figures below the minimum that are shown all the same. */
function shownSmall(counts: readonly number[], shown: readonly (number | null)[], minimum: number): number[] {
  return counts.filter((count, at) => count > 0 && count < minimum && shown[at] !== null);
}

/** Places whose withheld figure can only have one value, or only values below the minimum. A list of one has nothing to compare. */
function leaks(possible: readonly (readonly number[])[], shown: readonly (number | null)[], minimum: number): number[] {
  if (shown.length === 1) return [];
  return [...shown.keys()].filter((at) => {
    const values = possible.map((list) => list[at] ?? 0);
    return shown[at] === null && (Math.max(...values) < minimum || new Set(values).size === 1);
  });
}
