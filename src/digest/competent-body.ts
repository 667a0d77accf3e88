import { UNIT_PLACEHOLDER, type BodyRule, type CompetentBody } from '../domain/competent-body.ts';
import type { Analysis } from '../domain/item.ts';
import type { PlaceUnit } from '../domain/place.ts';
import { hasDiacritics, foldBare } from '../language/fold.ts';
import { words } from '../language/tokenize.ts';

/** What is known of a petition. */
export interface Petition {
  /** Main one first. */
  readonly topics: Analysis['topics'];
  readonly acts: Analysis['acts'];
  /** Units that it is about; the first one decides. */
  readonly places: readonly PlaceUnit[];
  /** Title and text: some kinds of petition are told by their words only. */
  readonly text: string;
}

const COMMUNE_TYPES = new Set(['phuong', 'xa', 'dac-khu']);

/**
 * The body that answers a complaint or a proposal, by the first rule that fits. null for what is neither, for a topic that no rule has, and when the place is
 * not known well enough: a petition that names no place of the province may be about another one.
 */
export function competentBody(rules: readonly BodyRule[], { topics, acts, places, text }: Petition): CompetentBody | null {
  const [topic] = topics;
  if (topic === undefined || !acts.some((act) => act !== 'question')) return null;
  const profile = places[0]?.profile ?? null;
  const commune = places.find((unit) => unit.profile === profile && COMMUNE_TYPES.has(unit.type)) ?? null;
  const holds = phraseFinder(text);
  const rule = rules.find(
    (one) =>
      one.topics.includes(topic) &&
      one.acts.some((act) => acts.includes(act)) &&
      isPlaceKnown(one, { profile, commune }) &&
      (one.words.length === 0 || one.words.some(holds)),
  );
  if (!rule) return null;
  const name = rule.body.replace(UNIT_PLACEHOLDER, () => lowerFirst(commune?.name ?? ''));
  return { name, petition: rule.petition, isVerified: rule.checked !== 'unverified' };
}

function isPlaceKnown(rule: BodyRule, at: { profile: string | null; commune: PlaceUnit | null }): boolean {
  if (rule.level === 'country') return at.profile === null || at.profile === rule.profile;
  return at.profile === rule.profile && (rule.level === 'province' || at.commune !== null);
}

/** Whether a phrase stands in the text as whole words; without diacritics when the text has none. */
function phraseFinder(text: string): (phrase: string) => boolean {
  const fold = hasDiacritics(text) ? (word: string): string => word : foldBare;
  const spaced = (of: string): string => ` ${words(of).map(fold).join(' ')} `;
  const all = spaced(text);
  return (phrase) => all.includes(spaced(phrase));
}

/** Within a name the type of a unit is small: "UBND phường Lê Chân". */
function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
