import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { REDACTION_KIND_TABLE } from '../../domain/redaction-kind.ts';
import { redact } from '../../privacy/redact.ts';
import type { MeasuredRow, Measurement } from './measurement.ts';

const caseSchema = z.object({ text: z.string(), kind: z.string().optional() });
const hostileSchema = z.object({ must_redact: z.array(caseSchema), must_keep: z.array(caseSchema) });

/** Written personal data of the hostile set: how much of it is masked as what it is, and how much that only looks like it is left alone. */
export const measureRedaction: Measurement = async ({ corporaDir }) => {
  const path = join(corporaDir, 'hostile', 'pii.json');
  if (!existsSync(path)) return { rows: [], missing: [{ what: 'redaction', why: `${path} is not there` }] };
  const { must_redact: personal, must_keep: harmless } = hostileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const masked = personal.filter(({ text, kind = '' }) => {
    const { redactions } = redact(text);
    return redactions.length > 0 && redactions.every((found) => REDACTION_KIND_TABLE[found.kind].caseKinds.includes(kind));
  });
  const kept = harmless.filter(({ text }) => redact(text).redactions.length === 0);
  const row = { what: 'redaction', set: 'hostile/pii', low: null, high: null };
  const news = measureNews(corporaDir);
  return {
    rows: [
      { ...row, measure: 'masked', value: masked.length / Math.max(1, personal.length), cases: personal.length, reach: '1' },
      { ...row, measure: 'harmless left alone', value: kept.length / Math.max(1, harmless.length), cases: harmless.length, reach: '1' },
      ...news,
    ],
    missing: news.length > 0 ? [] : [{ what: 'redaction in news', why: `${join(corporaDir, NEWS)} is not there` }],
  };
};

const NEWS = 'news/articles-2017.jsonl.gz';
const articleSchema = z.object({ title: z.string(), text: z.string() });

/**
 * Places masked in a thousand articles of a newspaper, by kind. Whether a reader would mask them, too, no program can tell: docs/quality.md says what
 * reading them gave.
 */
function measureNews(corporaDir: string): MeasuredRow[] {
  const path = join(corporaDir, NEWS);
  if (!existsSync(path)) return [];
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n').slice(0, 1_000);
  const articles = lines.filter((line) => line !== '').map((line) => articleSchema.parse(JSON.parse(line)));
  const counts = new Map<string, number>();
  for (const { title, text } of articles)
    for (const { kind } of redact(`${title}\n${text}`, 'press').redactions) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, value]) => ({
    what: 'redaction',
    set: 'first articles-2017',
    measure: `masked as ${kind}, to be read`,
    value,
    low: null,
    high: null,
    cases: articles.length,
    reach: '',
  }));
}
