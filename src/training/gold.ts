import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DuLuanError } from '../domain/errors.ts';
import { newsKindSchema } from '../domain/news-kind.ts';
import { actSchema, stanceSchema, toneSchema } from '../domain/opinion.ts';
import { topicSchema } from '../domain/topic.ts';
import { cleanText } from '../language/fold.ts';
import type { ModelInput } from '../pipeline/analysis/features.ts';
import type { NewsKind } from '../domain/news-kind.ts';
import type { Act, Stance, Tone } from '../domain/opinion.ts';
import type { Topic } from '../domain/topic.ts';

/**
 * Where a text comes from; `written` ones were written for this project, `corrected` ones collected here and labelled by editors, and
 * `safesense-silver` ones bear the label of that corpus instead of ours.
 */
export const ORIGINS = ['safesense', 'victsd', 'press', 'written', 'corrected', 'safesense-silver'] as const;
export type Origin = (typeof ORIGINS)[number];

/**
 * One labelled text. null: the readers disagree, or the field is not defined for this kind; it is neither trained on nor scored. `topics`
 * lists the main one first; of a development item it holds that one only.
 */
export interface Sample {
  readonly id: string;
  readonly origin: Origin;
  /**
   * Whether it was written or chosen because a class is thin or a model unsure. Such a text teaches; it does not show what comes in, so no
   * threshold is chosen on it.
   */
  readonly isPicked: boolean;
  /** Title of the post that a comment answers, or of the news; folded. Cross-validation never splits one. */
  readonly post: string;
  readonly input: ModelInput;
  readonly relevant: boolean | null;
  readonly topics: readonly Topic[] | null;
  readonly tone: Tone | null;
  readonly stance: Stance | null;
  readonly acts: Readonly<Record<Act, boolean | null>> | null;
  readonly checkable: boolean | null;
  readonly newsKind: NewsKind | null;
  /** What a second reader says of the same text. Training learns the mean of the two and scores only where they agree. */
  readonly second?: Reading;
  /** Silver label of SafeSense; absent everywhere else, because our own readers were not asked. */
  readonly isToxic?: boolean;
}

/** The labels that one reader gives a text. */
export type Reading = Pick<Sample, 'relevant' | 'topics' | 'tone' | 'stance' | 'acts' | 'checkable'>;

const text = z.string();
const commentText = { id: text, corpus: z.enum(['safesense', 'victsd']), title: text, text };
const trainComment = z.object({
  ...commentText,
  relevant: z.boolean(),
  topics: z.array(topicSchema),
  sentiment: toneSchema,
  stance: stanceSchema,
  acts: z.array(actSchema),
  checkable: z.boolean(),
});
const devComment = z.object({
  ...commentText,
  relevant: z.boolean().nullable(),
  topic: z.union([topicSchema, z.literal('?')]).nullable(),
  sentiment: toneSchema.nullable(),
  stance: stanceSchema.nullable(),
  acts: z.array(actSchema),
  acts_disputed: z.array(actSchema),
  checkable: z.boolean().nullable(),
});
const newsText = { id: text, title: text, text };
const trainNews = z.object({
  ...newsText,
  relevant: z.boolean(),
  topics: z.array(topicSchema),
  tone: toneSchema,
  kind: newsKindSchema.optional(),
});
const devNews = z.object({
  ...newsText,
  relevant: z.boolean().nullable(),
  topic: z.union([topicSchema, z.literal('?')]).nullable(),
  tone: toneSchema.nullable(),
  kind: newsKindSchema.nullish(),
});
/** An example that teaches the kind of news only, so that a new one leaves the other models as they are. */
const writtenKind = z.strictObject({ ...newsText, newsKind: newsKindSchema });
const writtenText = z.object({
  ...newsText,
  kind: z.enum(['comment', 'news']),
  relevant: z.boolean(),
  topics: z.array(topicSchema),
  tone: toneSchema,
  stance: stanceSchema.optional(),
  acts: z.array(actSchema).optional(),
  checkable: z.boolean().optional(),
});

export const GOLD_FILES = {
  'comments-train': 'comments-train.jsonl',
  'comments-dev': 'comments-dev.jsonl',
  'news-train': 'news-train.jsonl',
  'news-dev': 'news-dev.jsonl',
} as const;
export type GoldSet = keyof typeof GOLD_FILES;

/** Ids whose labels are kept apart: nothing may be trained on them. Empty when the file is missing. */
export function readHeldOutIds(corporaDir: string): ReadonlySet<string> {
  const path = join(corporaDir, 'gold', 'held-out-ids.txt');
  return new Set(existsSync(path) ? readFileSync(path, 'utf8').split(/\s+/).filter(Boolean) : []);
}

/** One labelled set of the corpora folder, null when it is not there. Throws BAD_INPUT naming the first line that cannot be read. */
export function readGold(corporaDir: string, set: GoldSet): Sample[] | null {
  const path = join(corporaDir, 'gold', GOLD_FILES[set]);
  if (!existsSync(path)) return null;
  return readLines(path, READERS[set]);
}

/** Texts written for this project, from every `*.jsonl` named. */
export function readWritten(paths: readonly string[]): Sample[] {
  return paths.flatMap((path) => readLines(path, readWrittenLine));
}

const READERS: Readonly<Record<GoldSet, (line: unknown) => Sample>> = {
  'comments-train': (line) => commentSample(trainComment.parse(line)),
  'comments-dev': (line) => {
    const row = devComment.parse(line);
    const acts: Record<Act, boolean | null> = { complaint: false, proposal: false, question: false };
    for (const act of row.acts) acts[act] = true;
    for (const act of row.acts_disputed) acts[act] = null;
    return {
      ...commentBase(row),
      relevant: row.relevant,
      topics: agreedTopic(row.topic),
      tone: row.sentiment,
      stance: row.stance,
      acts,
      checkable: row.checkable,
    };
  },
  'news-train': (line) => newsSample(trainNews.parse(line)),
  'news-dev': (line) => {
    const row = devNews.parse(line);
    return { ...newsBase(row), relevant: row.relevant, topics: agreedTopic(row.topic), tone: row.tone, newsKind: row.kind ?? null };
  },
};

function readWrittenLine(line: unknown): Sample {
  const ofKind = writtenKind.safeParse(line).data;
  if (ofKind) return { ...newsKindSample(ofKind), origin: 'written', isPicked: true };
  const row = writtenText.parse(line);
  if (row.kind === 'news') return { ...newsSample({ ...row, kind: undefined }), origin: 'written', isPicked: true };
  const labels = { stance: row.stance ?? 'none', acts: row.acts ?? [], checkable: row.checkable ?? false };
  return { ...commentSample({ ...row, ...labels, corpus: 'written', sentiment: row.tone }), isPicked: true };
}

type CommentRow = Omit<z.infer<typeof trainComment>, 'corpus'> & { readonly corpus: Origin };

/** A comment with the labels of one reader. */
export function commentSample(row: CommentRow): Sample {
  return { ...commentBase(row), ...labelsOf(row), tone: row.sentiment };
}

/** A news item with the labels of one reader. */
export function newsSample(row: z.infer<typeof trainNews>): Sample {
  return { ...newsBase(row), relevant: row.relevant, topics: row.topics, tone: row.tone, newsKind: row.kind ?? null };
}

/** A news item of which only the kind was read; it teaches no other task. */
export function newsKindSample(row: z.infer<typeof writtenKind>): Sample {
  return { ...newsBase(row), relevant: null, topics: null, tone: null, newsKind: row.newsKind };
}

type Base = Pick<Sample, 'id' | 'origin' | 'isPicked' | 'post' | 'input' | 'newsKind'>;

function commentBase(row: { id: string; corpus: Origin; title: string; text: string }): Base {
  const input: ModelInput = { kind: 'comment', title: '', text: row.text, threadTitle: row.title };
  return { id: row.id, origin: row.corpus, isPicked: false, post: postOf(row.title, row.id), input, newsKind: null };
}

function newsBase(row: { id: string; title: string; text: string }): Base & Pick<Sample, 'stance' | 'acts' | 'checkable'> {
  const input: ModelInput = { kind: 'news', title: row.title, text: row.text, threadTitle: null };
  const unread = { stance: null, acts: null, checkable: null, newsKind: null };
  return { id: row.id, origin: 'press', isPicked: false, post: postOf(row.title, row.id), input, ...unread };
}

/** Texts without a title are posts of their own. */
export function postOf(title: string, id: string): string {
  return cleanText(title).trim().toLowerCase() || id;
}

/** The labels of one reader as a sample bears them. */
export function labelsOf(row: {
  relevant: boolean;
  topics: Topic[];
  stance: Stance;
  acts: Act[];
  checkable: boolean;
}): Pick<Sample, 'relevant' | 'topics' | 'stance' | 'acts' | 'checkable'> {
  const has = (act: Act): boolean => row.acts.includes(act);
  const acts = { complaint: has('complaint'), proposal: has('proposal'), question: has('question') };
  return { relevant: row.relevant, topics: row.topics, stance: row.stance, acts, checkable: row.checkable };
}

/** `?` stands for a dispute; null for an item without a topic. */
function agreedTopic(topic: Topic | '?' | null): readonly Topic[] | null {
  if (topic === '?') return null;
  return topic === null ? [] : [topic];
}

/** Reads a file of one JSON value per line. A broken corpus must not be half read in silence: throws BAD_INPUT naming the first bad line. */
export function readLines<Row>(path: string, read: (line: unknown) => Row): Row[] {
  const rows: Row[] = [];
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      rows.push(read(JSON.parse(line)));
    } catch (cause) {
      const detail = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
      throw new DuLuanError('BAD_INPUT', { line: index + 1, detail: `${path}: ${detail}` }, { cause });
    }
  }
  return rows;
}
