import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describeEvents, type EventItem } from '../pipeline/analysis/story/describe-events.ts';
import { readHeldOutIds, readLines } from './gold.ts';
import { LABELS_DIR } from './read-labels.ts';

const pairSchema = z.object({ a: z.string(), b: z.string(), same: z.boolean() });
/**
 * `by-likeness`: drawn from pairs of all degrees of likeness near the border. `unsure`: drawn where a first fit was unsure. `joined`: drawn from
 * the pairs, at most two a story, that stories of a later fit kept together and that had no label.
 */
const pickSchema = z.enum(['by-likeness', 'unsure', 'joined']);
const labelSchema = pairSchema.extend({ picked: pickSchema, reader: z.string().min(1), date: z.iso.date() }).strict();
/** A line of headlines as `du-luan try stories` reads it. */
const headlineSchema = z.looseObject({
  id: z.string(),
  outlet: z.string(),
  title: z.string(),
  summary: z.string(),
  seen_at: z.iso.datetime({ offset: true }),
});

/** Ids of two news items, and whether a reader found that they tell of one event. */
export type StoryPair = Readonly<z.infer<typeof pairSchema>>;
export type PairPick = z.infer<typeof pickSchema>;
export type LabelledPair = Omit<Readonly<z.infer<typeof labelSchema>>, 'reader' | 'date'>;
export type Headline = Readonly<z.infer<typeof headlineSchema>>;

/** null when the corpora folder has no headlines. Throws BAD_INPUT for a line that cannot be read. */
export function readHeadlines(corporaDir: string): Headline[] | null {
  return readIfThere(join(corporaDir, 'news', 'headlines-2026-08.jsonl'), headlineSchema);
}

/** Pairs whose labels were read twice, for measuring only; null when they are not there. Throws BAD_INPUT for a line that cannot be read. */
export function readDevelopmentPairs(corporaDir: string): StoryPair[] | null {
  return readIfThere(join(corporaDir, 'gold', 'story-pairs-dev.jsonl'), pairSchema);
}

/** Our own labels. A pair with an id that is held out or belongs to a development pair would be left out; none is there. */
export function readLabelledPairs(corporaDir: string): LabelledPair[] {
  const apart = new Set([...readHeldOutIds(corporaDir), ...(readDevelopmentPairs(corporaDir) ?? []).flatMap(({ a, b }) => [a, b])]);
  const labels = readLines(join(LABELS_DIR, 'story-pairs.jsonl'), (line) => labelSchema.parse(line));
  return labels.filter(({ a, b }) => !apart.has(a) && !apart.has(b));
}

/** The headlines in order of time, ready to be compared, and where each stands. */
export function describeHeadlines(headlines: readonly Headline[]): { items: EventItem[]; placeOf: Map<string, number> } {
  const ordered = headlines.toSorted((a, b) => Date.parse(a.seen_at) - Date.parse(b.seen_at) || (a.id < b.id ? -1 : 1));
  const items = describeEvents(
    ordered.map(({ title, summary, outlet, seen_at: seenAt }) => ({ title, lead: summary, at: Date.parse(seenAt), outlet, places: [] })),
  );
  return { items, placeOf: new Map(ordered.map(({ id }, place) => [id, place])) };
}

function readIfThere<Row>(path: string, schema: z.ZodType<Row>): Row[] | null {
  return existsSync(path) ? readLines(path, (line) => schema.parse(line)) : null;
}
