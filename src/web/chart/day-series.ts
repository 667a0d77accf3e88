/** One row of a chart over days: its own axis, all rows share the days. */
export interface DaySeries {
  readonly name: string;
  /** Unit of the values, e.g. "tin, bài". */
  readonly unit: string;
  /** CSS colour of the bars and of their edge. */
  readonly colour: string;
  readonly edge: string;
  /** One per day: a number; null for a withheld count; undefined where nothing was collected, a gap. */
  readonly values: readonly (number | null | undefined)[];
  /** Opens the items of one day. */
  readonly hrefOf: (day: string) => string;
  /** Daily mean of the weeks before, drawn as a line; null when unknown. */
  readonly mean: number | null;
}

/** Every day of a period, first and last included. Days that the answer leaves out become gaps when they are looked up. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  // A year bounds a period that a hand-written address asks for.
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`) && days.length < 366; at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}
