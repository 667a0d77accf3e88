import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ZodError } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import type { Log } from '../../domain/log.ts';
import { slugOf } from '../sites/address.ts';
import {
  CORPUS_KINDS,
  keyOf,
  kindOfFile,
  recordSchemas,
  timeOf,
  type ArticleRecord,
  type CommentRecord,
  type CorpusKind,
  type HeadlineRecord,
} from './corpus-records.ts';
import { readLines } from './read-lines.ts';
import { createTextStore, type TextStore } from './text-store.ts';

/** Real material in arrays of numbers and blocks of bytes; positions of texts are those of `texts`. */
export interface Corpus {
  readonly texts: TextStore;
  readonly outlets: readonly HeadlineOutlet[];
  readonly articles: readonly ArchivedArticle[];
  readonly threads: readonly CorpusThread[];
}

export interface HeadlineOutlet {
  /** Empty for headlines that name none. */
  readonly slug: string;
  readonly name: string;
  readonly headlines: Headline[];
}

export interface Headline {
  readonly key: string;
  readonly title: number;
  readonly summary: number;
  readonly section: string;
  /** UTC milliseconds; null when the corpus does not tell. */
  readonly seenAt: number | null;
}

export interface ArchivedArticle {
  readonly key: string;
  readonly title: number;
  readonly text: number;
}

export interface CorpusThread {
  readonly key: string;
  readonly title: number;
  readonly comments: CorpusComment[];
}

interface CorpusComment {
  readonly key: string;
  readonly text: number;
  readonly publishedAt: number | null;
}

/** Broken lines that are logged one by one; the rest of a file is told as a sum, or a wrong file would fill the log. */
const MOST_LINE_WARNINGS = 20;

/**
 * Reads `headlines*`, `articles*` and `comments-*` (JSON Lines, gzip allowed) of a folder; everything else in it is named in the log and
 * left alone. Lines that cannot be read are logged with file and number, and reading goes on. What comes twice is kept once.
 * @throws DuLuanError CORPUS_UNREADABLE when nothing can be served.
 */
export async function loadCorpus(dir: string, log: Log): Promise<Corpus> {
  const { files, ignored } = await filesOf(dir);
  if (ignored.length > 0) log.info({ dir, ignored }, 'files of the corpus folder that are not served');
  const builder = createBuilder();
  for (const kind of CORPUS_KINDS)
    for (const name of files.filter((file) => kindOfFile(file) === kind)) await readFile(join(dir, name), { kind, builder, log });
  const corpus = builder.corpus();
  if (corpus.outlets.length + corpus.articles.length + corpus.threads.length === 0)
    throw new DuLuanError('CORPUS_UNREADABLE', {
      dir,
      detail: 'no headlines*, articles* or comments-* file with a readable line is in it',
    });
  return corpus;
}

async function filesOf(dir: string): Promise<{ files: string[]; ignored: string[] }> {
  try {
    const entries = (await readdir(dir, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const isServed = (entry: (typeof entries)[number]): boolean => !entry.isDirectory() && kindOfFile(entry.name) !== null;
    return {
      files: entries.filter(isServed).map(({ name }) => name),
      ignored: entries.filter((entry) => !isServed(entry)).map(({ name }) => name),
    };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new DuLuanError('CORPUS_UNREADABLE', { dir, detail }, { cause });
  }
}

/** A file that breaks off gives the lines before the break. */
async function readFile(path: string, { kind, builder, log }: { kind: CorpusKind; builder: Builder; log: Log }): Promise<void> {
  const file = basename(path);
  let broken = 0;
  let repeated = 0;
  try {
    for await (const { number, text } of readLines(path)) {
      const outcome = builder.add(kind, text);
      if (outcome === 'repeated') repeated += 1;
      if (outcome !== 'broken') continue;
      broken += 1;
      if (broken <= MOST_LINE_WARNINGS) log.warn({ file, line: number }, 'corpus line cannot be read');
    }
  } catch (err) {
    log.warn({ file, err }, 'corpus file cannot be read to its end');
  }
  if (broken > 0) log.warn({ file, broken }, 'corpus lines were left out');
  if (repeated > 0) log.info({ file, repeated }, 'corpus lines that came before are served once');
}

interface Builder {
  add(kind: CorpusKind, line: string | null): 'added' | 'repeated' | 'broken';
  corpus(): Corpus;
}

function createBuilder(): Builder {
  const texts = createTextStore();
  const outlets = new Map<string, HeadlineOutlet>();
  const articles: ArchivedArticle[] = [];
  const threads = new Map<string, CorpusThread>();
  const seen = new Set<string>();
  const isNew = (kind: CorpusKind, key: string): boolean => !seen.has(`${kind} ${key}`) && seen.add(`${kind} ${key}`) !== undefined;

  const addHeadline = (record: HeadlineRecord): boolean => {
    const key = keyOf(record.id || record.url || `${record.title}\n${record.summary ?? ''}`);
    if (!isNew('headlines', key)) return false;
    const slug = slugOf(record.outlet ?? '');
    const outlet = outlets.get(slug) ?? { slug, name: record.outlet ?? '', headlines: [] };
    outlets.set(slug, outlet);
    const summary = texts.add(record.summary ?? '');
    outlet.headlines.push({ key, title: texts.add(record.title), summary, section: record.section ?? '', seenAt: timeOf(record.seen_at) });
    return true;
  };
  const addArticle = (record: ArticleRecord): boolean => {
    const key = keyOf(record.id || `${record.title ?? ''}\n${record.text}`);
    if (!isNew('articles', key)) return false;
    articles.push({ key, title: texts.add(record.title ?? ''), text: texts.add(record.text) });
    return true;
  };
  const addComment = (record: CommentRecord): boolean => {
    const title = (record.title ?? '').trim();
    const key = keyOf(record.id || `${title}\n${record.text}`);
    if (!isNew('comments', key)) return false;
    // A comment without a title answers something that nobody knows, so it shares its thread with no other.
    const threadKey = title === '' ? keyOf('comment', key) : keyOf('thread', title);
    const thread = threads.get(threadKey) ?? { key: threadKey, title: texts.add(title), comments: [] };
    threads.set(threadKey, thread);
    thread.comments.push({ key, text: texts.add(record.text), publishedAt: timeOf(record.seen_at) });
    return true;
  };
  const readers: Readonly<Record<CorpusKind, (value: unknown) => boolean>> = {
    headlines: (value) => addHeadline(recordSchemas.headlines.parse(value)),
    articles: (value) => addArticle(recordSchemas.articles.parse(value)),
    comments: (value) => addComment(recordSchemas.comments.parse(value)),
  };
  return {
    add(kind, line) {
      if (line === null) return 'broken';
      try {
        return readers[kind](JSON.parse(line)) ? 'added' : 'repeated';
      } catch (err) {
        if (err instanceof SyntaxError || err instanceof ZodError) return 'broken';
        throw err;
      }
    },
    corpus: () => ({ texts, outlets: [...outlets.values()], articles, threads: [...threads.values()] }),
  };
}
