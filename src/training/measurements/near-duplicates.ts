import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { DuLuanError } from '../../domain/errors.ts';
import { findNearDuplicates, type NearDuplicate } from '../../pipeline/analysis/story/near-duplicates.ts';
import { bootstrapInterval } from '../measures.ts';
import type { MeasuredRow, Measurement } from './measurement.ts';

const WHAT = 'near-duplicates';
const SET = 'neardup';

/** Made variants of an article, with what is to be found of each. */
const VARIANTS = [
  { kind: 'syndicated', name: 'syndicated', reach: '≥ 1.00' },
  { kind: 'edit5%', name: '5 % edited', reach: '≥ 1.00' },
  { kind: 'keep70+20', name: '70 % kept', reach: '≥ .95' },
  { kind: 'excerpt40', name: '40 % excerpt', reach: '≥ .90' },
] as const;

/** `src` is the same number for an original and its variants. */
const articleSchema = z.object({ id: z.string(), src: z.number(), kind: z.string(), text: z.string() });
type Article = z.infer<typeof articleSchema>;

/** How many made variants lead to their original, and how many texts lead to one that they do not come from. */
export const measureNearDuplicates: Measurement = async ({ corporaDir, seed }) => {
  const path = join(corporaDir, 'neardup', 'articles.jsonl.gz');
  if (!existsSync(path)) return { rows: [], missing: [{ what: WHAT, why: `${path} is not there` }] };
  const articles = readArticles(path);
  const found = findNearDuplicates(articles);
  const sourceOf = new Map(articles.map(({ id, src }) => [id, src]));
  const row = (measure: string, hits: readonly number[], reach: string): MeasuredRow => ({
    what: WHAT,
    set: SET,
    measure,
    value: mean(hits),
    ...bootstrapInterval(hits, mean, seed),
    cases: hits.length,
    reach,
  });
  const answers = articles.map((article, at) => ({ ...article, ...leadsTo(article, found[at], sourceOf) }));
  const variants = VARIANTS.map(({ kind, name, reach }) =>
    row(
      `found: ${name}`,
      answers.filter((each) => each.kind === kind).map(({ toOwn }) => Number(toOwn)),
      reach,
    ),
  );
  const others = row(
    'false pairs',
    answers.map(({ toOther }) => Number(toOther)),
    '≤ .001',
  );
  return { rows: [...variants, others], missing: [] };
};

function leadsTo(article: Article, answer: NearDuplicate | undefined, sourceOf: ReadonlyMap<string, number>) {
  const duplicateOf = answer?.duplicateOf ?? null;
  const isOwn = duplicateOf !== null && sourceOf.get(duplicateOf) === article.src;
  return { toOwn: isOwn, toOther: duplicateOf !== null && !isOwn };
}

function readArticles(path: string): Article[] {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n').filter(Boolean);
  return lines.map((line, index) => {
    try {
      return articleSchema.parse(JSON.parse(line));
    } catch (cause) {
      throw new DuLuanError('BAD_INPUT', { line: index + 1, detail: `${path}: ${String(cause)}` }, { cause });
    }
  });
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
