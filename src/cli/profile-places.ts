import type { PlaceMention } from '../domain/place.ts';
import type { Profile } from '../domain/profile.ts';
import { createPlaceFinder } from '../pipeline/analysis/place/find-places.ts';

/**
 * Finds the units of a profile, which may hold those of several provinces, as the demo's does. A name that provinces share is taken for ours when an
 * outlet that writes for the province uses it.
 */
export function findPlacesOf(
  profile: Pick<Profile, 'id' | 'places' | 'landmarks' | 'outlets'>,
): (title: string, text: string, outlet: string | null) => PlaceMention[] {
  const finders = [...Map.groupBy(profile.places, (unit) => unit.profile)].map(([id, units]) => ({
    id,
    find: createPlaceFinder(units, id, profile.landmarks),
  }));
  const local = new Set(profile.outlets.filter((outlet) => outlet.local).map((outlet) => outlet.id));
  return (title, text, outlet) => {
    const isLocal = outlet !== null && local.has(outlet);
    return finders.flatMap(({ id, find }) => find(title, text, isLocal && id === profile.id ? id : null));
  };
}
