import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readHeldOutIds, readLines } from './gold.ts';
import { LABELS_DIR } from './read-labels.ts';

const pairSchema = z.object({ a: z.string(), b: z.string(), same: z.boolean() });
/**
 * `by-likeness`: drawn from pairs of all degrees of likeness near the border. `unsure`: drawn where a fit on those was unsure; as training they
 * made every cross-validated figure worse, since their mix is that model's own, so they only show how the hard cases fare.
 */
const labelSchema = pairSchema
  .extend({ picked: z.enum(['by-likeness', 'unsure']), reader: z.string().min(1), date: z.iso.date() })
  .strict();
/** A line of headlines as `du-luan try stories` reads it. */
const headlineSchema = z.looseObject({ id: z.string(), title: z.string(), summary: z.string(), seen_at: z.iso.datetime({ offset: true }) });

/** Ids of two news items, and whether a reader found that they tell of one event. */
export type StoryPair = Readonly<z.infer<typeof pairSchema>>;
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

function readIfThere<Row>(path: string, schema: z.ZodType<Row>): Row[] | null {
  return existsSync(path) ? readLines(path, (line) => schema.parse(line)) : null;
}
