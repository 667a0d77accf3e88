/** How well a text was found, after scrapinghub's article-extraction-benchmark. Shares from 0 to 1. */
export interface BodyScore {
  readonly precision: number;
  readonly recall: number;
  /** Whether the token lists are equal. */
  readonly isExact: boolean;
}

export interface BodySummary {
  readonly precision: number;
  readonly recall: number;
  /** Of the averaged precision and recall, as the benchmark computes it. */
  readonly f1: number;
  readonly accuracy: number;
}

const SHINGLE = 4;
const TOKEN = /[\p{L}\p{N}_]+/gu;

/** Compares the multisets of 4-token shingles; a shorter text is one shingle. */
export function scoreBody(expected: string, found: string): BodyScore {
  const [wanted, got] = [expected.match(TOKEN) ?? [], found.match(TOKEN) ?? []];
  const [wantedShingles, gotShingles] = [shinglesOf(wanted), shinglesOf(got)];
  let shared = 0;
  for (const [shingle, count] of wantedShingles) shared += Math.min(count, gotShingles.get(shingle) ?? 0);
  return {
    precision: got.length === 0 ? 0 : shared / Math.max(1, got.length - SHINGLE + 1),
    recall: wanted.length === 0 ? 0 : shared / Math.max(1, wanted.length - SHINGLE + 1),
    isExact: wanted.join(' ') === got.join(' '),
  };
}

/** Averages over pages. NaN without pages. */
export function summarize(scores: readonly BodyScore[]): BodySummary {
  const mean = (of: (score: BodyScore) => number): number => scores.reduce((sum, score) => sum + of(score), 0) / scores.length;
  const precision = mean((score) => score.precision);
  const recall = mean((score) => score.recall);
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall), accuracy: mean((score) => Number(score.isExact)) };
}

function shinglesOf(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, tokens.length - SHINGLE + 1); at += 1) {
    const shingle = tokens.slice(at, at + SHINGLE).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}
