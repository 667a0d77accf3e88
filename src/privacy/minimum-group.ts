import { protectWithheld, type Edge } from './circulation.ts';

/** One figure of a list, such as the number of comments per stance. */
export interface Cell {
  readonly value: string;
  readonly count: number;
}

/** null: withheld. */
export interface ShownCell {
  readonly value: string;
  readonly count: number | null;
}

/**
 * Withholds what rests on 1 to `minimum` − 1 public comments; zero may be shown, for nobody stands behind it. When the reader also
 * knows the total, further figures, smallest first, are withheld until no withheld one follows from the others by subtraction, neither
 * exactly nor as being below the minimum. When the total itself is too small for that, everything is withheld, and the total
 * must not be shown either. Keeps the order. Takes bare numbers as well and then returns numbers.
 */
export function withholdSmall(cells: readonly Cell[], minimum: number, totalIsShown: boolean): ShownCell[];
export function withholdSmall(counts: readonly number[], minimum: number, totalIsShown: boolean): (number | null)[];
export function withholdSmall(
  cells: readonly Cell[] | readonly number[],
  minimum: number,
  totalIsShown: boolean,
): ShownCell[] | (number | null)[] {
  const counts = cells.map((cell) => (typeof cell === 'number' ? cell : cell.count));
  const shown = withholdCounts(counts, minimum, totalIsShown);
  return cells.map((cell, at) => (typeof cell === 'number' ? (shown[at] ?? null) : { value: cell.value, count: shown[at] ?? null })) as
    | ShownCell[]
    | (number | null)[]; // map over a union of arrays loses which of the two it was
}

function withholdCounts(counts: readonly number[], minimum: number, totalIsShown: boolean): (number | null)[] {
  const edges = counts.map((count) => edgeOf(0, 1, count, minimum));
  if (!totalIsShown) return edges.map(shownCount);
  const total: Edge = { from: 1, to: 0, count: sum(counts), weight: Number.POSITIVE_INFINITY, withheld: false };
  const isSafe = protectWithheld([...edges, total], 2, minimum);
  return isSafe ? edges.map(shownCount) : counts.map(() => null);
}

export interface ShownTable {
  /** Rows as given, null where withheld. */
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
  readonly total: number | null;
}

/** Nodes of a table's circulation: the grand total flows from SINK to SOURCE, then through rows and columns. */
const SOURCE = 0;
const SINK = 1;
const FIRST_ROW = 2;
/** Losing a total costs more than any of its parts: this is far above every count of comments. */
const TOTAL_WEIGHT = 1e9;

/**
 * The same for a table, such as days × stances, whose totals of rows and columns are shown too: considers every combination of rows
 * and columns, not one line at a time. Totals are withheld only when they are small themselves or nothing else helps. Rows must be
 * of equal length. An empty table gives an empty one.
 */
export function withholdSmallTable(rows: readonly (readonly number[])[], minimum: number): ShownTable {
  const columnCount = rows[0]?.length ?? 0;
  const firstColumn = FIRST_ROW + rows.length;
  const cells = rows.map((row, at) => row.map((count, column) => edgeOf(FIRST_ROW + at, firstColumn + column, count, minimum)));
  const rowTotals = rows.map((row, at) => totalOf(SOURCE, FIRST_ROW + at, sum(row), minimum));
  const columnTotals = Array.from({ length: columnCount }, (_, column) =>
    totalOf(firstColumn + column, SINK, sum(rows.map((row) => row[column] ?? 0)), minimum),
  );
  const total = totalOf(SINK, SOURCE, sum(rows.flat()), minimum);
  const edges = [...cells.flat(), ...rowTotals, ...columnTotals, total];
  const isSafe = !total.withheld && protectWithheld(edges, firstColumn + columnCount, minimum);
  if (!isSafe) for (const edge of edges) edge.withheld = true;
  return {
    cells: cells.map((row) => row.map(shownCount)),
    rowTotals: rowTotals.map(shownCount),
    columnTotals: columnTotals.map(shownCount),
    total: shownCount(total),
  };
}

function edgeOf(from: number, to: number, count: number, minimum: number): Edge {
  return { from, to, count, weight: count, withheld: count > 0 && count < minimum };
}

function totalOf(from: number, to: number, count: number, minimum: number): Edge {
  return { ...edgeOf(from, to, count, minimum), weight: TOTAL_WEIGHT + count };
}

function shownCount(edge: Edge): number | null {
  return edge.withheld ? null : edge.count;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
