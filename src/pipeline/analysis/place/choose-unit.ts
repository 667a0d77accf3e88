import type { PlaceUnit } from '../../../domain/place.ts';
import { bareName, districtKey, folded, type Gazetteer, type Sense } from './gazetteer.ts';
import type { NameMatch } from './match-names.ts';
import type { PlaceContext } from './place-context.ts';
import { LOCATIVES, OTHER_THING_WORDS, STREET_WORDS, SURNAMES } from './place-words.ts';

export interface Reader {
  readonly gazetteer: Gazetteer;
  readonly profile: string;
  readonly outletProfile: string | null;
}

/** What the name stands for here; null when it is no place of ours, or when two places are equally likely. */
export function chooseUnit(match: NameMatch, context: PlaceContext, reader: Reader): PlaceUnit | null {
  if (context.isRoute || context.isHome || context.isPlate) return null;
  const senses = match.typeWord ? typedSenses(match) : bareSenses(match);
  const ours = senses.filter((sense) => sense.unit !== null);
  if (ours.length === 0) return null;
  // A province needs no witness: "Hải Phòng" is Hải Phòng, except where a street or a club bears its name.
  const province = ours.find((sense) => sense.rank === 'province');
  if (province) return match.typeWord || !STREET_WORDS.has(match.before) ? province.unit : null;
  return isWitnessed(match, context, reader) ? pick(ours, context, reader) : null;
}

/** Senses of the type that is written, else of its rank: types have changed over the years. */
function typedSenses(match: NameMatch): Sense[] {
  const { typeWord, senses } = match;
  if (!typeWord) return [];
  const exact = senses.filter((sense) => typeWord.types.includes(sense.type));
  // "Thành phố Hải Phòng" is a province, "thành phố Hải Dương" was the city in a province of that name.
  const cities = exact.filter((sense) => sense.rank === 'district');
  if (typeWord.types.includes('thanh-pho') && cities.length > 0) return cities;
  return exact.length > 0 ? exact : senses.filter((sense) => sense.rank === typeWord.rank);
}

/** The widest sense of a bare name: people say Kiến Thụy for the district. A former commune is named with its type, towns and names that occur once in the country excepted. */
function bareSenses(match: NameMatch): Sense[] {
  for (const wanted of ['province', 'special', 'district', 'commune'] as const) {
    const found = match.senses.filter((sense) =>
      wanted === 'special' ? sense.type === 'dac-khu' : sense.rank === wanted && (!sense.isFormer || sense.type === 'thi-tran'),
    );
    if (found.length > 0) return found;
  }
  return match.senses.filter((sense) => sense.isFormer && sense.isOnlyOurs === true);
}

/** Whether something besides the name speaks for the place. */
function isWitnessed(match: NameMatch, context: PlaceContext, reader: Reader): boolean {
  const isLocal = reader.outletProfile !== null && match.senses.some((sense) => sense.unit?.profile === reader.outletProfile);
  // The chain decides; else the nearest province; a local outlet writes of its own province unless told otherwise beside the name.
  if (context.isOursByChain === false) return false;
  if (match.senses.some((sense) => sense.unit !== null && sense.within.some((name) => context.chain.includes(name)))) return true;
  if (context.isOurs === false && !isLocal) return isNowhereElse(match);
  const isOurText = context.isOurs === true || isLocal || context.named.size > 0;
  const isDistrict = match.senses.some((sense) => sense.unit !== null && (sense.rank === 'district' || sense.type === 'dac-khu'));
  return match.typeWord
    ? isTypedWitnessed(match, context, { isOurText, isDistrict })
    : isBareWitnessed(match, context, { isOurText, isDistrict });
}

/** A comment under an article on another province may well name its own: "Ở Thạch Hà quê em cũng thế". */
function isNowhereElse(match: NameMatch): boolean {
  const ours = match.senses.filter(({ unit, rank }) => unit !== null && rank !== 'landmark');
  const isTold = match.typeWord !== null || match.isFirst || LOCATIVES.has(match.before);
  return isTold && !match.isInName && !SURNAMES.has(match.firstWord) && ours.every(({ isOnlyOurs }) => isOnlyOurs === true);
}

interface Signs {
  /** Our province or a district of it is named, or the outlet writes for it. */
  readonly isOurText: boolean;
  readonly isDistrict: boolean;
}

/**
 * In a text that names no province, a typed name counts when no other province has one. Where that is not known: unless it may be a person's, lies in a place
 * that we do not know, or ended.
 */
function isTypedWitnessed(match: NameMatch, context: PlaceContext, { isOurText, isDistrict }: Signs): boolean {
  if (isOurText) return true;
  const ours = match.senses.filter((sense) => sense.unit !== null && sense.rank !== 'landmark');
  if (ours.some((sense) => sense.isOnlyOurs === true)) return isDistrict || !context.hasUnknownChain;
  if (ours.every((sense) => sense.isOnlyOurs === false)) return false;
  return isDistrict || (!SURNAMES.has(match.firstWord) && !context.hasUnknownChain && ours.some((sense) => !sense.isFormer));
}

function isBareWitnessed(match: NameMatch, context: PlaceContext, { isOurText, isDistrict }: Signs): boolean {
  const isInOurs = context.isOursByChain === true;
  if (match.isInName) return false;
  if (OTHER_THING_WORDS.has(match.before)) return isInOurs && isDistrict && !STREET_WORDS.has(match.before);
  const isLocated = LOCATIVES.has(match.before);
  if (SURNAMES.has(match.firstWord)) return isInOurs || (isDistrict && isOurText && isLocated);
  const isOnlyOurs = match.senses.some((sense) => sense.isOnlyOurs === true && sense.rank !== 'landmark');
  const isCurrent = match.senses.some((sense) => sense.unit !== null && (!sense.isFormer || sense.type === 'thi-tran'));
  return (isOurText && isCurrent) || ((isDistrict || isOnlyOurs) && (isLocated || match.isFirst));
}

/** The one unit that the chain, the districts named in the text, and age leave; of two in one district the district. */
function pick(senses: readonly Sense[], context: PlaceContext, reader: Reader): PlaceUnit | null {
  const inChain = senses.filter((sense) => sense.within.some((name) => context.chain.includes(name)));
  const first = inChain.length > 0 ? inChain : senses;
  const inText = first.filter((sense) => sense.within.some((name) => context.named.has(name)));
  const second = first.length > 1 && inText.length > 0 ? inText : first;
  const current = second.filter((sense) => !sense.isFormer);
  const third = current.length > 0 ? current : second;
  const home = third.filter((sense) => sense.unit?.profile === (reader.outletProfile ?? reader.profile));
  const last = home.length > 0 ? home : third;
  const units = new Set(last.map((sense) => sense.unit));
  if (units.size === 1) return last[0]?.unit ?? null;
  // Kỳ Anh is a huyện and a thị xã that was taken out of it: the wider one is less wrong.
  if (last.every((sense) => sense.rank === 'district')) return last.find((sense) => sense.type === 'huyen')?.unit ?? null;
  return commonDistrict(last, context, reader.gazetteer);
}

/** A commune that was divided lies in no single unit of today, but in one former district: the one named beside it, else the first. */
function commonDistrict(senses: readonly Sense[], context: PlaceContext, gazetteer: Gazetteer): PlaceUnit | null {
  const [first, ...others] = senses.flatMap((sense) => (sense.unit ? [sense.unit] : []));
  if (!first) return null;
  const shared = first.formerDistricts.filter((name) =>
    others.every((unit) => unit.profile === first.profile && unit.formerDistricts.includes(name)),
  );
  const districts = shared.flatMap((name) => gazetteer.districts.get(districtKey(first.profile, name)) ?? []);
  const named = context.chain.flatMap((name) => districts.filter((district) => folded(bareName(district.name)) === name));
  return named[0] ?? districts[0] ?? null;
}
