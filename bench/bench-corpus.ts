import type { Item } from '../src/domain/item.ts';
import { sampleCorpus, seededRandom } from '../test/contracts/sample-items.ts';

/** Words of a body of about 2 kB. */
const WORDS = 220;
/** Syllables in use; drawn by Zipf's law, the most frequent one in every text and the last ones in one of thousands. */
const VOCABULARY = 6_000;

/** Made texts for the benches: the same on every machine, and nobody's words. */
export interface BenchCorpus {
  /** A number in [0, 1), always the same series. */
  readonly random: () => number;
  readonly word: () => string;
  readonly body: () => string;
  readonly items: (count: number) => Generator<Item>;
}

export function benchCorpus(): BenchCorpus {
  const random = seededRandom(1);
  // Words of the samples, then invented syllables, less and less frequent.
  const vocabulary = [...new Set([...sampleCorpus({ seed: 1, count: 50, length: 40 })].flatMap(({ text }) => text.split(' ')))];
  const topical = vocabulary.length;
  for (let index = 0; vocabulary.length < VOCABULARY; index += 1) vocabulary.push(`tiếng${index.toString(36)}`);
  const word = (): string => {
    // An inverse power draws ranks by Zipf's law; every sixth word is a topical one.
    const rank = random() < 1 / 6 ? Math.floor(random() * topical) : Math.floor(VOCABULARY ** random()) + topical - 1;
    return vocabulary[rank % VOCABULARY] ?? '';
  };
  const body = (): string => Array.from({ length: Math.round(WORDS * (0.5 + random())) }, word).join(' ');
  return {
    random,
    word,
    body,
    *items(count) {
      for (const item of sampleCorpus({ seed: 2, count })) {
        const hasStory = item.storyId !== null;
        yield { ...item, text: body(), storyId: hasStory ? `s${Math.floor(random() * (count / 15))}` : null };
      }
    },
  };
}
