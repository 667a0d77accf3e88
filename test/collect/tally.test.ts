import { describe, expect, it } from 'vitest';
import { accountedFor, addBatch, addFailures, newTally } from '../../src/collect/tally.ts';

describe('a tally', () => {
  it('moves what a batch settled from pending to where it belongs, and leaves what was postponed', () => {
    const tally = { ...newTally(), found: 10, pending: 10 };
    addBatch(tally, { saved: 4, offTopic: 3, duplicates: 1, failed: 1, postponed: 1 });
    expect(tally).toMatchObject({ saved: 4, offTopic: 3, duplicates: 1, failed: 1, pending: 1, failures: { QUARANTINED: 1 } });
    expect(accountedFor(tally) + tally.pending).toBe(tally.found);
  });

  it('counts failures by their code', () => {
    const tally = newTally();
    for (const code of ['FETCH_HTTP', 'PAGE_BLOCKED', 'FETCH_HTTP']) addFailures(tally, code);
    expect(tally).toMatchObject({ failed: 3, failures: { FETCH_HTTP: 2, PAGE_BLOCKED: 1 } });
  });
});
