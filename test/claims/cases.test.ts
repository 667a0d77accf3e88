import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { claimsFilter } from '../../src/claims/claims-filter.ts';
import { readLaw } from '../../src/cli/read-law.ts';

const OUTCOMES = ['agrees', 'contradicts', 'ambiguous', 'not-covered'] as const;
const caseSchema = z.strictObject({
  kind: z.enum(['news', 'post', 'comment']),
  title: z.string(),
  text: z.string(),
  at: z.string().nullable(),
  outcomes: z.array(z.enum(OUTCOMES)),
  provision: z.string().optional(),
});

const cases = z.array(caseSchema).parse(JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8')));
const law = await readLaw();
const NOW = Date.parse('2026-11-22T10:00:00+07:00');
const answers = cases.map((one, id) => ({ one, found: claimsFilter({ id, ...one }, law, NOW).claims }));

function measure(outcome: (typeof OUTCOMES)[number]): { precision: number; recall: number } {
  let right = 0;
  let found = 0;
  let wanted = 0;
  for (const { one, found: claims } of answers) {
    const said = claims.filter((claim) => claim.outcome === outcome).length;
    const meant = one.outcomes.filter((other) => other === outcome).length;
    right += Math.min(said, meant);
    found += said;
    wanted += meant;
  }
  return { precision: right / found, recall: right / wanted };
}

describe('claims found in the written cases', () => {
  it('has enough cases of each kind to say something', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    expect(cases.filter(({ outcomes }) => outcomes.includes('agrees') || outcomes.includes('contradicts')).length).toBeGreaterThanOrEqual(
      80,
    );
    expect(cases.filter(({ outcomes }) => outcomes.length === 0).length).toBeGreaterThanOrEqual(100);
  });

  it.each(['contradicts', 'agrees'] as const)('says %s rightly 95 times of 100 and misses fewer than 20', (outcome) => {
    const { precision, recall } = measure(outcome);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.8);
  });

  it('makes no claim of criticism, wishes, questions, denials or own fines', () => {
    expect(answers.filter(({ one, found }) => one.outcomes.length === 0 && found.length > 0).map(({ one }) => one.text)).toEqual([]);
  });

  it('names the provision that decides', () => {
    const missed = answers.filter(
      ({ one, found }) =>
        one.provision !== undefined && found.length > 0 && !found.some(({ provisions }) => provisions.includes(one.provision ?? '')),
    );
    expect(missed.map(({ one }) => one.text)).toEqual([]);
  });
});
