import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { extractArticle } from '../src/crawlers/extract/extract-article.ts';
import type { Tally } from './extraction-figures.ts';

/** Gates, error and index pages that were refused, those among them with the right reason, and articles that were taken. */
export interface GateFigures {
  readonly refused: Tally;
  readonly named: Tally;
  readonly taken: Tally;
}

const SET = new URL('gate-pages.jsonl', import.meta.url);
const caseSchema = z.object({
  id: z.string(),
  gate: z.enum(['captcha', 'log-in', 'error-page', 'index-page']).nullable(),
  html: z.string(),
});
const ADDRESS = 'https://bao.example.vn/tin-tuc/bai-viet-20261120.html';

/**
 * Written pages that stand in an article's place, and written articles that speak of such things: which are told apart. The rules were
 * mended on these pages, so the figure guards against steps back and says little of pages unseen.
 */
export function measureGates(): GateFigures {
  const lines = readFileSync(SET, 'utf8').trim().split('\n');
  const judged = lines.map((line) => {
    const { id, gate, html } = caseSchema.parse(JSON.parse(line));
    const extraction = extractArticle(html, ADDRESS);
    return { id, gate, found: extraction.ok ? null : extraction.reason };
  });
  const gates = judged.filter(({ gate }) => gate !== null);
  const articles = judged.filter(({ gate }) => gate === null);
  return {
    refused: tally(gates, ({ found }) => found !== null),
    named: tally(gates, ({ gate, found }) => found === gate),
    taken: tally(articles, ({ found }) => found === null),
  };
}

function tally<T extends { readonly id: string }>(cases: readonly T[], isRight: (one: T) => boolean): Tally {
  return { total: cases.length, failed: cases.filter((one) => !isRight(one)).map(({ id }) => id) };
}
