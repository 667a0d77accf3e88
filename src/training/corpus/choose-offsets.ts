import { macroF1, type Pair } from '../measures.ts';
import type { UnseenScore } from '../cross-validate.ts';

/** What may be added to the score of a class. */
const STEPS = Array.from({ length: 25 }, (_, step) => (step - 12) / 10);

/** Every class is looked at this often: later ones move the border of earlier ones. */
const ROUNDS = 2;

/** Differences of macro-F1 below this are chance at some thousand cases. */
const NEARLY_BEST = 0.002;

/**
 * What to add to the score of each class so that the macro-F1 of unseen cases is best: a fit makes likely answers, which is not the same. One class
 * after the other; the middle of what is nearly best keeps it off lucky peaks.
 */
export function chooseOffsets(unseen: readonly UnseenScore[], classes: readonly string[]): number[] {
  const offsets = classes.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const k of classes.keys()) {
      const tried = STEPS.map((step) => {
        const moved = offsets.map((offset, at) => (at === k ? offset + step : offset));
        return { step, quality: macroF1(pairsOf(unseen, classes, moved)) };
      });
      const best = Math.max(...tried.map(({ quality }) => quality));
      const good = tried.filter(({ quality }) => quality >= best - NEARLY_BEST);
      offsets[k] = Math.round(((offsets[k] ?? 0) + (good[Math.floor(good.length / 2)]?.step ?? 0)) * 10) / 10;
    }
  }
  return offsets;
}

/** What is true of unseen cases and what is said of them with these offsets. */
export function pairsOf(unseen: readonly UnseenScore[], classes: readonly string[], offsets: readonly number[]): Pair[] {
  return unseen.map(({ targets, scores }) => {
    let best = 0;
    for (let k = 1; k < scores.length; k += 1) {
      if ((scores[k] ?? 0) + (offsets[k] ?? 0) > (scores[best] ?? 0) + (offsets[best] ?? 0)) best = k;
    }
    return { truth: classes[targets.indexOf(1)] ?? '', said: classes[best] ?? '' };
  });
}
