import { measureNearDuplicates } from './near-duplicates.ts';
import { measureNewsEvents } from './news-events.ts';
import { measurePlaces } from './places.ts';
import { measurePublicCorpora } from './public-corpora.ts';
import { measureRedaction } from './redaction.ts';
import { measureStoryPairs } from './story-pairs.ts';
import type { Measurement } from './measurement.ts';

/** Everything beside the classifiers on their gold sets, in the order in which it is printed; one file each in this folder. */
export const ALL_MEASUREMENTS: readonly Measurement[] = [
  measureStoryPairs,
  measureNearDuplicates,
  measureNewsEvents,
  measurePlaces,
  measureRedaction,
  measurePublicCorpora,
];
