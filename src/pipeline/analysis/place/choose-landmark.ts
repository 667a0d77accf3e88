import type { PlaceUnit } from '../../../domain/place.ts';
import type { Reader } from './choose-unit.ts';
import type { Sense } from './gazetteer.ts';
import type { NameMatch } from './match-names.ts';
import type { PlaceContext } from './place-context.ts';
import { LOCATIVES } from './place-words.ts';

/** Two syllables without diacritics may be other words: "cau kien" is also a building component. */
const SHORT_NAME = 2;

/** The units that a landmark lies in; of several those that the text names beside it. Empty when the match is none, or one elsewhere. */
export function chooseLandmark(match: NameMatch, context: PlaceContext, reader: Reader): PlaceUnit[] {
  const senses = match.typeWord ? [] : match.senses.filter(({ rank }) => rank === 'landmark');
  const [first] = senses;
  if (!first || context.isRoute || context.isHome) return [];
  if (first.type === 'hospital' && context.isTreatment) return [];
  if (!isWitnessed(match, first, context, reader)) return [];
  const beside = senses.filter((sense) => sense.within.some((name) => context.chain.includes(name)));
  return (beside.length > 0 ? beside : senses).flatMap(({ unit }) => unit ?? []);
}

function isWitnessed(match: NameMatch, sense: Sense, context: PlaceContext, reader: Reader): boolean {
  const isLocal = reader.outletProfile !== null && sense.unit?.profile === reader.outletProfile;
  if (context.isOursByChain !== null) return context.isOursByChain;
  if (isLocal) return true;
  if (context.isOurs !== null) return context.isOurs;
  if (context.named.size > 0) return true;
  const isShort = match.isPlain && match.words <= SHORT_NAME;
  return sense.isOnlyOurs === true && (!isShort || match.isFirst || LOCATIVES.has(match.before));
}
