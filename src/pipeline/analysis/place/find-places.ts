import type { Landmark, PlaceMention, PlaceUnit } from '../../../domain/place.ts';
import { chooseLandmark } from './choose-landmark.ts';
import { chooseUnit } from './choose-unit.ts';
import { createGazetteer } from './gazetteer.ts';
import { matchNames } from './match-names.ts';
import { placeContexts } from './place-context.ts';

/**
 * Finds the units that a text names, in order of first mention, each unit once. `outletProfile` is the profile of an outlet that
 * writes for one province, null for one of the whole country. Empty for a text without places.
 */
export type PlaceFinder = (title: string, text: string, outletProfile: string | null) => PlaceMention[];

/**
 * Makes a finder for the units of one profile or several. `profile` is the one that a name belongs to when nothing else decides between two.
 * Linear in the text. A name counts when its type word, the province or district beside it, or the rest of the text speaks for it;
 * what lies in another province, a street, a school or a person of that name does not. A commune that ended gives the unit that took its place.
 */
export function createPlaceFinder(units: readonly PlaceUnit[], profile: string, landmarks: readonly Landmark[] = []): PlaceFinder {
  const gazetteer = createGazetteer(units, landmarks);
  return (title, text, outletProfile) => {
    const whole = `${title}\n${text}`;
    const matches = matchNames(whole, gazetteer);
    const contexts = placeContexts(whole, matches);
    const found = new Map<string, PlaceMention>();
    for (const [at, match] of matches.entries()) {
      const context = contexts[at];
      if (!context) continue;
      const reader = { gazetteer, profile, outletProfile };
      const landmark = chooseLandmark(match, context, reader);
      const written = whole.slice(match.start, match.end);
      for (const unit of landmark.length > 0 ? landmark : [chooseUnit(match, context, reader)])
        if (unit && !found.has(unit.id)) found.set(unit.id, { unit: unit.id, profile: unit.profile, written });
    }
    return [...found.values()];
  };
}
