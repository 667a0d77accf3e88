import { MOVEMENT_PHRASES, MOVEMENTS, type Movement } from '../../../domain/news-event.ts';
import { foldBare } from '../../../language/fold.ts';
import { words, type Token } from '../../../language/tokenize.ts';

/** Words of other people's making inside a phrase, as in "thượng tôn pháp luật giao thông để xây dựng …". */
const MOST_ADDED = 2;

/** Phrases without diacritics; `đảm bảo` and `bảo đảm` are one word to everybody but their authors. */
const PHRASES: readonly (readonly [Movement, readonly string[]])[] = MOVEMENTS.map((movement) => [
  movement,
  sameOrder(words(MOVEMENT_PHRASES[movement]).map(foldBare)),
]);

export interface MovementMention {
  readonly movement: Movement;
  readonly start: number;
  readonly end: number;
}

/** The tracked phrases that a sentence says, in order, whatever their case, tone placement, diacritics and punctuation. */
export function findMovements(tokens: readonly Token[]): MovementMention[] {
  const spoken = sameOrder(tokens.map(({ bare }) => bare));
  const found: MovementMention[] = [];
  for (const [at, token] of tokens.entries()) {
    for (const [movement, phrase] of PHRASES) {
      const last = lastOfPhrase(spoken, at, phrase);
      const end: Token | undefined = last === null ? undefined : tokens[last];
      if (end) found.push({ movement, start: token.start, end: end.end });
    }
  }
  return found;
}

/** Index of the word that ends the phrase beginning at `at`; null when it does not stand there. */
function lastOfPhrase(spoken: readonly string[], at: number, phrase: readonly string[]): number | null {
  if (spoken[at] !== phrase[0]) return null;
  let next = at;
  let added = 0;
  for (const word of phrase) {
    while (spoken[next] !== word) {
      added += 1;
      next += 1;
      if (added > MOST_ADDED || next >= spoken.length) return null;
    }
    next += 1;
  }
  return next - 1;
}

function sameOrder(spoken: readonly string[]): string[] {
  return spoken.map((word, at) => {
    if (word === 'dam' && spoken[at + 1] === 'bao') return 'bao';
    return word === 'bao' && spoken[at - 1] === 'dam' && spoken[at - 2] !== 'bao' ? 'dam' : word;
  });
}
