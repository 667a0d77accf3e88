import { join } from 'node:path';
import { z } from 'zod';
import { newsEventTypeSchema, type NewsEvent } from '../../domain/news-event.ts';
import { findNewsEvents } from '../../pipeline/analysis/event/find-news-events.ts';
import { readLines } from '../gold.ts';
import { bootstrapInterval } from '../measures.ts';
import type { MeasuredRow, Measurement } from './measurement.ts';

/** Title and text with the events that a reader finds in them. Written for this project, before the code that is measured. */
const caseSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  events: z.array(
    z.strictObject({
      type: newsEventTypeSchema,
      movement: z.string().optional(),
      unit: z.string().nullish(),
      date: z.string().nullish(),
    }),
  ),
});
type Case = z.infer<typeof caseSchema>;

const CASES = join(import.meta.dirname, 'news-events.jsonl');
const SET = 'written, not for training';

/** One case, judged: names of the events wanted and found, and how often unit and date of a found one are as written. */
interface Judged {
  readonly wanted: ReadonlySet<string>;
  readonly found: ReadonlySet<string>;
  readonly circumstances: readonly { readonly unit: boolean; readonly date: boolean }[];
}

/**
 * Precision and recall of the events of news over written cases, a third of them without any; of conferences, plans and reviews that are found
 * also whether the unit's words and the date are right. No gazetteer is asked, so units are those that the sentence itself names.
 */
export const measureNewsEvents: Measurement = async ({ seed }) => {
  const judged = readLines(CASES, (line) => caseSchema.parse(line)).map(judge);
  const row = (measure: string, of: (drawn: readonly Judged[]) => number): MeasuredRow => ({
    what: 'events of news',
    set: SET,
    measure,
    value: of(judged),
    ...bootstrapInterval(judged, of, seed),
    cases: judged.length,
    reach: '',
  });
  return {
    rows: [
      row('precision', precision),
      row('recall', recall),
      row('unit as written, of those found', (drawn) => shareOf(drawn, 'unit')),
      row('date, of those found', (drawn) => shareOf(drawn, 'date')),
    ],
    missing: [],
  };
};

function judge({ title, text, events }: Case): Judged {
  const found = findNewsEvents(title, text);
  const circumstances = events.flatMap((wanted) => {
    const same = found.filter((event) => 'date' in event && event.type === wanted.type);
    if (wanted.unit === undefined || same.length === 0) return [];
    const says = (field: 'written' | 'date', value: string | null): boolean =>
      same.some((event) => 'date' in event && event[field] === value);
    return [{ unit: says('written', wanted.unit), date: says('date', wanted.date ?? null) }];
  });
  return { wanted: new Set(events.map(nameOf)), found: new Set(found.map(nameOf)), circumstances };
}

function nameOf(event: NewsEvent | Case['events'][number]): string {
  return 'movement' in event && event.movement !== undefined ? `${event.type} ${event.movement}` : event.type;
}

function precision(drawn: readonly Judged[]): number {
  return ratio(drawn, hits, ({ found }) => found.size);
}

function recall(drawn: readonly Judged[]): number {
  return ratio(drawn, hits, ({ wanted }) => wanted.size);
}

function shareOf(drawn: readonly Judged[], field: 'unit' | 'date'): number {
  return ratio(
    drawn,
    ({ circumstances }) => circumstances.filter((one) => one[field]).length,
    ({ circumstances }) => circumstances.length,
  );
}

function hits({ wanted, found }: Judged): number {
  return wanted.intersection(found).size;
}

function ratio(drawn: readonly Judged[], part: (one: Judged) => number, whole: (one: Judged) => number): number {
  const total = drawn.reduce((sum, one) => sum + whole(one), 0);
  return total === 0 ? 0 : drawn.reduce((sum, one) => sum + part(one), 0) / total;
}
