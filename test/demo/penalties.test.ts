import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadContent } from '../../src/demo/load-content.ts';

/** What Nghị định 168/2024/NĐ-CP says, in đồng, with the points that are taken; read from its text in November 2026. */
const DECREE: Readonly<Record<string, { fines: readonly (readonly [number, number])[]; points?: number }>> = {
  '6.6.c': { fines: [[6e6, 8e6]], points: 4 },
  '6.9.a': { fines: [[18e6, 20e6]], points: 10 },
  '6.9.b': { fines: [[18e6, 20e6]], points: 4 },
  '6.11.a': { fines: [[30e6, 40e6]] },
  '7.2.h': { fines: [[4e5, 6e5]] },
  '7.6.a': { fines: [[2e6, 3e6]], points: 4 },
  '7.7.a': { fines: [[4e6, 6e6]], points: 2 },
  '7.7.c': { fines: [[4e6, 6e6]], points: 4 },
  '7.8.b': { fines: [[6e6, 8e6]], points: 10 },
  '7.9.d': { fines: [[8e6, 10e6]] },
  '12.2.e': { fines: [[2e5, 25e4]] },
  '12.7': {
    fines: [
      [2e6, 3e6],
      [4e6, 6e6],
    ],
  },
  '14.1.a': { fines: [[4e5, 6e5]] },
  '18.1': { fines: [] },
  '18.4.a': { fines: [[4e5, 6e5]] },
};

const content = await loadContent();
const textOf = ({ title, lead, body }: { title: string; lead: string; body: readonly string[] }): string =>
  [title, lead, ...body].join('\n');

const AMOUNT = String.raw`(\d[\d.]*)( triệu)? đồng`;
const amount = (digits: string, million: string | undefined): number => Number(digits.replaceAll('.', '')) * (million ? 1e6 : 1);

/** Fine ranges that a text states, in đồng. */
function finesIn(text: string): [number, number][] {
  const range = new RegExp(`từ ${AMOUNT} đến ${AMOUNT}`, 'g');
  return [...text.matchAll(range)].map((match) => [amount(match[1] ?? '', match[2]), amount(match[3] ?? '', match[4])]);
}

const citing = content.articles.filter(({ provisions }) => provisions.length > 0);

describe('what the press states as the law', () => {
  test('the reader of fines reads both ways of writing them', () => {
    expect(finesIn('phạt từ 4 triệu đồng đến 6 triệu đồng, hoặc từ 400.000 đồng đến 600.000 đồng')).toEqual([
      [4e6, 6e6],
      [4e5, 6e5],
    ]);
  });

  test('every fine range is that of a provision which its article cites', () => {
    expect(citing.length).toBeGreaterThanOrEqual(8);
    const wrong = citing.flatMap((article) => {
      const allowed = new Set(article.provisions.flatMap((id) => DECREE[id.replace('nd168-2024/', '')]?.fines ?? []).map(String));
      return finesIn(textOf(article))
        .filter((fine) => !allowed.has(String(fine)))
        .map((fine) => [article.id, ...fine]);
    });
    expect(wrong).toEqual([]);
  });

  test('an article that states a fine range cites its provision', () => {
    const stating = content.articles.filter((article) => finesIn(textOf(article)).length > 0);
    expect(stating.filter(({ provisions }) => provisions.length === 0).map(({ id }) => id)).toEqual([]);
  });

  test('points are those of a cited provision', () => {
    const wrong = content.articles.flatMap((article) => {
      const allowed = new Set(article.provisions.map((id) => DECREE[id.replace('nd168-2024/', '')]?.points));
      const stated = [...textOf(article).matchAll(/trừ (\d+) điểm/g)].map((match) => Number(match[1]));
      return stated.filter((points) => !allowed.has(points)).map((points) => [article.id, points]);
    });
    expect(wrong).toEqual([]);
  });

  test('every cited provision is in the table', () => {
    expect(citing.flatMap(({ provisions }) => provisions).filter((id) => DECREE[id.replace('nd168-2024/', '')] === undefined)).toEqual([]);
  });

  test('the false fine of the rumour stands in the press only where it is refuted or recalled', () => {
    const naming = content.articles.filter((article) => /6 triệu/.test(textOf(article)) && /gương/.test(textOf(article)));
    expect(naming.length).toBeGreaterThanOrEqual(5);
    expect(naming.filter((article) => !/sai sự thật|bác|không có chuyện|tin đồn/i.test(article.title)).map(({ id }) => id)).toEqual([]);
  });

  test('readers who are right give the right figure for a missing mirror', () => {
    const right = [
      ...content.commentThreads.flatMap((thread) => thread.comments),
      ...content.forumThreads.flatMap((thread) => thread.posts),
    ];
    const mirror = right.filter(({ claim, text }) => claim === 'right' && text.includes('gương'));
    expect(mirror.length).toBeGreaterThanOrEqual(2);
    for (const { text } of mirror) expect(text).toMatch(/400 ?(–|đến) ?600 nghìn/);
  });
});

const corpora = process.env['DU_LUAN_CORPORA'];
const decree = corpora ? join(corpora, 'provisions/nghi-dinh-168-2024.yaml') : '';

test.skipIf(!existsSync(decree))('the table agrees with the text of the decree (needs DU_LUAN_CORPORA with provisions/)', () => {
  const clauses = new Map(
    [...readFileSync(decree, 'utf8').matchAll(/^([\d.a-zđ]+):\n {2}code_name: .*\n {2}full_name: (.*)$/gmu)].map((match) => [
      match[1],
      match[2] ?? '',
    ]),
  );
  for (const [id, { fines }] of Object.entries(DECREE)) {
    const clause = clauses.get(id.split('.').slice(0, 2).join('.')) ?? '';
    expect([id, ...finesIn(clause)]).toEqual([id, ...fines]);
    expect([...clauses.keys()]).toContain(id);
  }
});
