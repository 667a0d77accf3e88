import { measureNewsEvents } from './news-events.ts';
import { measureRedaction } from './redaction.ts';
import type { Measurement } from './measurement.ts';
import { measurePlaces } from './places.ts';

/** Everything beside the classifiers on their gold sets, in the order in which it is printed; one file each in this folder. */
export const ALL_MEASUREMENTS: readonly Measurement[] = [measureNewsEvents, measurePlaces, measureRedaction];
