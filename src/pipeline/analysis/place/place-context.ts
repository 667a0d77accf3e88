import { folded } from './gazetteer.ts';
import type { NameMatch } from './match-names.ts';
import { CHAIN, HOME, NO_WITNESS, OTHER_CHAIN, PLATE, ROUTE_WORD, TREATED, TREATS } from './place-words.ts';

/** What the text around a name says about where it lies. */
export interface PlaceContext {
  /** Folded names of the places that it is said to lie in, right after it: "phường A, quận B, thành phố C". */
  readonly chain: readonly string[];
  /** Whether that chain, or else the nearest province named before it, or else the first after it, is one of ours; null when none is named. */
  readonly isOurs: boolean | null;
  /** Like `isOurs`, from the chain alone. */
  readonly isOursByChain: boolean | null;
  /** Folded names of all provinces and typed districts of ours in the text. */
  readonly named: ReadonlySet<string>;
  /** The name is an end of a road or a run, such as cao tốc Hà Nội - Hải Phòng. */
  readonly isRoute: boolean;
  /** Somebody lives there or comes from there. */
  readonly isHome: boolean;
  /** A vehicle has a number plate of the province. */
  readonly isPlate: boolean;
  /** Somebody is treated there. */
  readonly isTreatment: boolean;
  /** Another capitalised name follows as if the place lay there, and it is none that we know. */
  readonly hasUnknownChain: boolean;
}

/** A chain of places is short; beyond this the next name belongs to something else. */
const CHAIN_REACH = 60;
/** "trú tại tổ dân phố 5, phường A, quận B, thành phố" has 50 characters. */
const HOME_REACH = 90;

/** One context per match, found in two walks over the matches. */
export function placeContexts(text: string, matches: readonly NameMatch[]): PlaceContext[] {
  const named = new Set(matches.filter(isOurAnchor).map((match) => nameOf(text, match)));
  const before = nearestProvince(matches);
  const after = nearestProvince(matches.toReversed()).toReversed();
  const chains = readChains(text, matches);
  return matches.map((match, at) => {
    const isOursByChain = chains[at]?.isOurs ?? null;
    const left = text.slice(Math.max(0, match.start - HOME_REACH), match.start);
    return {
      chain: chains[at]?.names ?? [],
      isOursByChain,
      isOurs: isOursByChain ?? before[at] ?? after[at] ?? null,
      named,
      isRoute: isRoute(text, match),
      isHome: HOME.test(left),
      isPlate: PLATE_ENDS.has(match.before) && PLATE.test(left),
      isTreatment: isHospital(match) && (TREATED.test(left) || TREATS.test(text.slice(match.end, match.end + HOME_REACH))),
      hasUnknownChain: (chains[at]?.names.length ?? 0) === 0 && OTHER_CHAIN.test(text.slice(match.end, match.end + 20)),
    };
  });
}

interface Chain {
  readonly names: readonly string[];
  readonly isOurs: boolean | null;
}

/** From the last match to the first, so that each chain is the next one's with one name more. */
function readChains(text: string, matches: readonly NameMatch[]): Chain[] {
  const chains: Chain[] = [];
  for (let at = matches.length - 1; at >= 0; at -= 1) {
    const match = matches[at];
    const next = matches[at + 1];
    const rest = chains.at(-1);
    const gap = match && next ? text.slice(match.end, next.start) : '';
    if (!match || !next || !rest || gap.length > CHAIN_REACH || !CHAIN.test(gap) || gap.includes('\n') || !isWider(next, match)) {
      chains.push({ names: [], isOurs: null });
      continue;
    }
    const isProvince = next.senses.some((sense) => sense.rank === 'province') && next.typeWord?.rank !== 'commune';
    const own = isProvince ? isOurs(next) : null;
    chains.push({ names: [nameOf(text, next), ...rest.names].slice(0, 4), isOurs: rest.isOurs ?? own });
  }
  return chains.toReversed();
}

const WIDTH = { landmark: -1, commune: 0, district: 1, province: 2 } as const;

/** Places of one rank in a row are a list, not a chain: "Hải Phòng, Hà Nội". */
function isWider(next: NameMatch, match: NameMatch): boolean {
  const widest = Math.max(...next.senses.map((sense) => WIDTH[sense.rank]));
  const narrowest = match.typeWord ? WIDTH[match.typeWord.rank] : Math.min(...match.senses.map((sense) => WIDTH[sense.rank]));
  return widest > narrowest;
}

/** For each match whether the last province before it is ours. */
function nearestProvince(matches: readonly NameMatch[]): (boolean | null)[] {
  let last: boolean | null = null;
  return matches.map((match) => {
    const found = last;
    if (isProvince(match) && !NO_WITNESS.has(match.before)) last = isOurs(match);
    return found;
  });
}

/** "Xe ghép từ Hải Phòng đi Hà Nội": the ends of a run. */
function isJourney(match: NameMatch, left: string, right: string): boolean {
  if (match.before === 'từ') return /^ (?:đi|về) \p{Lu}/u.test(right);
  return (
    (match.before === 'đi' || match.before === 'về') &&
    /(?:^|[ \n])từ \p{Lu}[\p{L}\p{M}.]*(?: \p{Lu}[\p{L}\p{M}.]*){0,3} (?:đi|về) $/iu.test(left)
  );
}

/** What a number plate is called ends so. */
const PLATE_ENDS = new Set(['biển', 'số', 'soát']);

function isHospital(match: NameMatch): boolean {
  return match.senses.some((sense) => sense.type === 'hospital');
}

function isProvince(match: NameMatch): boolean {
  return (
    match.senses.some((sense) => sense.rank === 'province') &&
    (match.typeWord === null || match.typeWord.types.some((type) => type === 'tinh' || type === 'thanh-pho'))
  );
}

function isOurs(match: NameMatch): boolean {
  return match.senses.some((sense) => sense.rank === 'province' && sense.unit !== null);
}

/** Names that show that a text is about our province. */
function isOurAnchor(match: NameMatch): boolean {
  if (isProvince(match)) return isOurs(match);
  return match.typeWord?.rank === 'district' && match.senses.some((sense) => sense.rank === 'district');
}

function nameOf(text: string, match: NameMatch): string {
  return folded(text.slice(match.nameStart, match.end));
}

function isRoute(text: string, match: NameMatch): boolean {
  if (match.typeWord) return false;
  const left = text.slice(Math.max(0, match.start - 80), match.start);
  if (isProvince(match) && isJourney(match, left, text.slice(match.end, match.end + 30))) return true;
  const isJoined = /^ ?[-–] ?\p{Lu}/u.test(text.slice(match.end, match.end + 4)) || / ?[-–] ?$/.test(left);
  return isJoined && ROUTE_WORD.test(left);
}
