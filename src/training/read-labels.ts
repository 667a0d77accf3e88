import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { newsKindSchema } from '../domain/news-kind.ts';
import { actSchema, stanceSchema, toneSchema } from '../domain/opinion.ts';
import { topicSchema } from '../domain/topic.ts';
import { commentSample, labelsOf, newsKindSample, newsSample, readLines } from './gold.ts';
import type { Reading, Sample } from './gold.ts';

/** Labels read for this project, with no text: who read them and when, and the id under which a corpus keeps the text. */
const provenance = { id: z.string().regex(/^[0-9a-f]{12}$/), reader: z.string().min(1), date: z.iso.date() };
const newsLabel = z.strictObject({ ...provenance, relevant: z.boolean(), topics: z.array(topicSchema), tone: toneSchema });
const kindLabel = z.strictObject({ ...provenance, kind: newsKindSchema });
const secondLabel = z.strictObject({
  ...provenance,
  relevant: z.boolean(),
  topics: z.array(topicSchema),
  sentiment: toneSchema,
  stance: stanceSchema,
  acts: z.array(actSchema),
  checkable: z.boolean(),
});
const commentLabel = secondLabel.extend({ corpus: z.enum(['safesense', 'victsd']) });

/** The labels lie beside this file; none of their texts does. */
export const LABELS_DIR = join(import.meta.dirname, 'labels');

export interface Labelled {
  readonly samples: readonly Sample[];
  /** Labels whose text the corpora folder does not hold; they teach nothing. */
  readonly withoutText: number;
}

/** Our own labels joined with the texts of the corpora folder. Throws BAD_INPUT naming the first label or text that cannot be read. */
export function readLabelled(corporaDir: string): Labelled {
  const comments = readLines(join(LABELS_DIR, 'comments.jsonl'), (line) => commentLabel.parse(line));
  const news = readLines(join(LABELS_DIR, 'news.jsonl'), (line) => newsLabel.parse(line));
  const kinds = readLines(join(LABELS_DIR, 'news-kinds.jsonl'), (line) => kindLabel.parse(line));
  const commentTexts = readCommentTexts(corporaDir);
  const newsTexts = readNewsTexts(corporaDir);
  const samples = [
    ...comments.flatMap((label) => {
      const found = commentTexts.get(label.id);
      return found ? [{ ...commentSample({ ...label, ...found }), isPicked: true }] : [];
    }),
    ...news.flatMap((label) => {
      const found = newsTexts.get(label.id);
      return found ? [{ ...newsSample({ ...label, ...found }), isPicked: true }] : [];
    }),
    ...kinds.flatMap(({ id, kind }) => {
      const found = newsTexts.get(id);
      return found ? [{ ...newsKindSample({ id, ...found, newsKind: kind }), isPicked: true }] : [];
    }),
  ];
  return { samples, withoutText: comments.length + news.length + kinds.length - samples.length };
}

/**
 * Second readings of comments of the gold training file, by id. The reader knew that the first one had found them relevant, and saw none of
 * the labels.
 */
export function readSecondReadings(): ReadonlyMap<string, Reading> {
  const labels = readLines(join(LABELS_DIR, 'comments-second.jsonl'), (line) => secondLabel.parse(line));
  return new Map(labels.map((label) => [label.id, { ...labelsOf(label), tone: label.sentiment }]));
}

type TitledText = Readonly<{ title: string; text: string }>;

const COMMENT_FILES = ['nlp/safesense-vi/all.tsv', 'nlp/uit-victsd/train.tsv', 'nlp/uit-victsd/dev.tsv'];

/** A comment has no id of its own: it is the first 12 hex digits of the SHA-1 of its NFC text. The first of two equal texts counts. */
function readCommentTexts(corporaDir: string): Map<string, TitledText> {
  const texts = new Map<string, TitledText>();
  for (const file of COMMENT_FILES) {
    const [head = [], ...rows] = (readIfThere(corporaDir, file) ?? '').split('\n').map((line) => line.split('\t'));
    for (const row of rows) {
      const text = (row[head.indexOf('text')] ?? '').normalize('NFC');
      const id = createHash('sha1').update(text).digest('hex').slice(0, 12);
      if (text !== '' && !texts.has(id)) texts.set(id, { title: row[head.indexOf('title')] ?? '', text });
    }
  }
  return texts;
}

const newsRow = z.object({ id: z.string(), title: z.string(), summary: z.string().nullish(), text: z.string().nullish() });

function readNewsTexts(corporaDir: string): Map<string, TitledText> {
  const texts = new Map<string, TitledText>();
  for (const file of ['news/headlines-2026-08.jsonl', 'news/articles-2017.jsonl.gz']) {
    for (const line of (readIfThere(corporaDir, file) ?? '').split('\n')) {
      if (line.trim() === '') continue;
      const { id, title, summary, text } = newsRow.parse(JSON.parse(line));
      texts.set(id, { title, text: summary ?? text ?? '' });
    }
  }
  return texts;
}

function readIfThere(corporaDir: string, file: string): string | null {
  const path = join(corporaDir, file);
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
