import { binSet } from './bin-set.ts';
import { blockValue, readFeatures, type FeatureSink, type ModelInput, type SyllableReader } from './features.ts';
import type { LinearModel } from './linear-model.ts';
import { blockScorer } from './model-scorer.ts';

/**
 * Scores an input by several models as it is read, without making its vector: the same numbers as `modelScorer` gives for what `featureExtractor` gives.
 * Not re-entrant across calls, hence one per owner.
 */
export function inputScorer(models: readonly LinearModel[], syllablesOf: SyllableReader): (input: ModelInput) => Float64Array[] {
  const scorer = blockScorer(models);
  const seen = binSet();
  let distinct = 0;
  const sink: FeatureSink = {
    add(bin) {
      if (!seen.add(bin)) return;
      distinct += 1;
      scorer.add(bin);
    },
    close(length) {
      scorer.close(blockValue(length, distinct));
      distinct = 0;
    },
  };
  return (input) => {
    seen.clear();
    readFeatures(input, sink, syllablesOf);
    return scorer.take();
  };
}
