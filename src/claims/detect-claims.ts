import { coversVehicle, VEHICLE_NAMES, type Behaviour, type KnownAmendment, type Provision, type Vehicle } from '../domain/provision.ts';
import { dayOf } from '../domain/time.ts';
import { differences } from './compare-statement.ts';
import { findBehaviours, narrowByBand, type SpokenBehaviour } from './find-behaviours.ts';
import { numberOf } from './find-money.ts';
import { findVehicles } from './find-vehicles.ts';
import { gatherStatements, type Statement } from './gather-statements.ts';
import { refuseSentence } from './refuse-sentence.ts';
import { splitSentences, type Sentence } from './spoken-text.ts';

/** What statements are compared with. */
export interface Law {
  readonly provisions: readonly Provision[];
  readonly amendments: readonly KnownAmendment[];
}

/** A statement about penalties or licence points, compared with the provisions. It is never called true or false beyond that. */
export interface FoundClaim {
  readonly sentence: string;
  /** null where the words name none that is known. */
  readonly behaviour: Behaviour | null;
  /** null where none is named, or several are. */
  readonly vehicle: Vehicle | null;
  /** Amount in đồng as said; null where none is. */
  readonly amountMin: number | null;
  readonly amountMax: number | null;
  readonly points: number | null;
  readonly outcome: 'agrees' | 'contradicts' | 'not-covered' | 'ambiguous';
  /** Ids of the provisions it was compared with, those that agree first, at most MOST_SHOWN. */
  readonly provisions: readonly string[];
  /** Why, in Vietnamese. */
  readonly reason: string;
}

/** What a statement may take from the text around it. */
interface Context {
  readonly behaviours: readonly SpokenBehaviour[];
  readonly vehicles: readonly Vehicle[];
  readonly aboutFines: boolean;
}

const MOST_SHOWN = 6;
/** Written with its diacritics, or without any: phát triển is no fine. */
const FINES = /(?<!\p{L})ph[aạ]t(?!\p{L})/u;
/** Worth a look at all: most sentences of an article are not. */
const PENALTY = /\b(?:phat|tru|tuoc|tich thu|diem|giam bang|treo bang)\b|\d ?(?:trieu|tr|cu|k|nghin|ngan|dong|d)\b/;
/** Sentences before one that may lend it behaviour and vehicle. */
const CONTEXT_SENTENCES = 2;
/** Without a word for fines, a range right behind the behaviour still means one: "vượt đèn đỏ 4-6 triệu". */
const NEAR = 40;
/** A behaviour is named, though none that is known. */
const OTHER_BEHAVIOUR =
  /\bhanh vi (?!nay|tren|vi pham|do\b)|\bdoi voi hanh vi|(?<!hanh )\bvi (?!pham|the|vay)|\bloi (?!nay|tren|vi pham|do\b)/;
/** A statement whose behaviour stands elsewhere must itself sound like a rule. */
const RULE =
  /\b(?:muc phat|phat tien tu|bi tru|theo (?:nghi dinh|quy dinh|luat|nd|dieu)|quy dinh|nghi dinh|loi (?:nay|do)|hanh vi (?:nay|tren)|khong tru|se bi phat)\b/;
/** A statement about no known behaviour is one only in the words of the law, and about traffic. */
const LAW = /\b(?:theo (?:nghi dinh|quy dinh|luat)|luat moi|nghi dinh moi|muc phat|phat tien tu|bi phat tu|se bi phat)\b/;
const TRAFFIC = /\b(?:xe|giao thong|lai xe|gplx|bang lai|csgt|dang kiem|bien so|cao toc)\b/;
const LICENCE_POINTS =
  /\b(?:bang lai|gplx|giay phep lai xe)(?: xe)?(?: \w+){0,5}? (?:co|gom|bao gom|duoc cap|duoc|la)(?: \w+){0,3}? (\d{1,2}|muoi hai|muoi|muoi lam) diem\b/;

/** Claims of a text, in order. `title` is what a comment answers, or the item's own title; it lends behaviour and vehicle. `at` is when it was said. */
export function detectClaims(item: { readonly title: string; readonly text: string; readonly at: number }, law: Law): FoundClaim[] {
  const day = dayOf(item.at);
  const titles = splitSentences(item.title);
  const sentences = splitSentences(item.text);
  return sentences.flatMap((sentence, at) => {
    if (!PENALTY.test(sentence.bare)) return [];
    const around = [...titles, ...sentences.slice(Math.max(0, at - CONTEXT_SENTENCES), at)];
    return judgeSentence(sentence, { around, law, day });
  });
}

function judgeSentence(sentence: Sentence, ground: Ground): FoundClaim[] {
  const statements = gatherStatements(sentence);
  const points = judgeLicencePoints(sentence, ground.law);
  if (statements.length === 0 && !points) return [];
  const hasRange = statements.some(({ money }) => money?.kind === 'range');
  if (refuseSentence(sentence, hasRange) !== null) return [];
  const context = contextOf(ground.around);
  const claims = statements.map((statement) => judge(sentence, statement, { ...ground, context })).filter((claim) => claim !== null);
  return points ? [...claims, points] : claims;
}

/** What the sentences around name, the last one first: behaviour and vehicle, and whether they speak of fines. */
function contextOf(sentences: readonly Sentence[]): Context {
  let context: Context = { behaviours: [], vehicles: [], aboutFines: false };
  for (const sentence of sentences) {
    const behaviours = findBehaviours(sentence);
    const vehicles = new Set(findVehicles(sentence).map(({ vehicle }) => vehicle));
    context = {
      behaviours: behaviours.length > 0 ? behaviours : context.behaviours,
      vehicles: vehicles.size > 0 ? [...vehicles] : context.vehicles,
      aboutFines: context.aboutFines || FINES.test(sentence.toned),
    };
  }
  return context;
}

interface Ground {
  /** Title and sentences before, in order. */
  readonly around: readonly Sentence[];
  readonly law: Law;
  readonly day: string;
}

function judge(sentence: Sentence, statement: Statement, { context, law, day }: Ground & { context: Context }): FoundClaim | null {
  const own = statement.behaviours.length > 0;
  if (!soundsLikePenalty(sentence, statement, context)) return null;
  if (!own && !borrowsRightly(sentence, statement)) return null;
  const isOther = !own && OTHER_BEHAVIOUR.test(sentence.bare);
  const meant: Statement = {
    ...statement,
    behaviours: own || isOther ? statement.behaviours : context.behaviours.map((spoken) => narrowByBand(spoken, sentence)),
    vehicles: statement.vehicles.length > 0 ? statement.vehicles : context.vehicles,
  };
  if (meant.behaviours.length === 0) return judgeUnknown(sentence, meant);
  return { ...describe(sentence, meant), ...compare(meant, law, day) };
}

function soundsLikePenalty(sentence: Sentence, { behaviours, vehicles, money, sanctions }: Statement, context: Context): boolean {
  if (FINES.test(sentence.toned) || sanctions.length > 0) return true;
  if (money?.kind !== 'range') return false;
  const last = behaviours.findLast(({ end }) => end <= money.start);
  return last ? money.start - last.end <= NEAR : context.aboutFines && vehicles.length > 0;
}

/** A penalty whose behaviour stands elsewhere must itself sound like a rule, and say more than a withdrawal. */
function borrowsRightly(sentence: Sentence, { money, sanctions }: Statement): boolean {
  if (!money && !sanctions.some(({ kind }) => kind === 'points')) return false;
  return money?.kind === 'range' || RULE.test(sentence.bare);
}

/** A penalty for a behaviour that no list of ours holds. */
function judgeUnknown(sentence: Sentence, statement: Statement): FoundClaim | null {
  if (!statement.money || !LAW.test(sentence.bare) || !TRAFFIC.test(sentence.bare)) return null;
  return {
    ...describe(sentence, statement),
    outcome: 'not-covered',
    provisions: [],
    reason: 'Chưa có quy định nào đã nhập cho hành vi này',
  };
}

type Description = Pick<FoundClaim, 'sentence' | 'behaviour' | 'vehicle' | 'amountMin' | 'amountMax' | 'points'>;

function describe(sentence: Sentence, { behaviours, vehicles, money, sanctions }: Statement): Description {
  const points = sanctions.find((sanction) => sanction.kind === 'points');
  const isFree = sanctions.some(({ kind }) => kind === 'no-fine');
  return {
    sentence: sentence.written,
    behaviour: behaviours[0]?.behaviours[0] ?? null,
    vehicle: vehicles.length === 1 ? (vehicles[0] ?? null) : null,
    amountMin: money && money.kind !== 'max' && money.kind !== 'below' ? money.min : isFree ? 0 : null,
    amountMax: money && money.kind !== 'min' && money.kind !== 'above' ? money.max : isFree ? 0 : null,
    points: points ? points.points : null,
  };
}

type Verdict = Pick<FoundClaim, 'outcome' | 'provisions' | 'reason'>;

function compare(statement: Statement, law: Law, day: string): Verdict {
  const behaviours = statement.behaviours.flatMap((spoken) => spoken.behaviours);
  const met = law.provisions.filter(
    (provision) =>
      provision.behaviours.some((behaviour) => behaviours.includes(behaviour)) &&
      (statement.vehicles.length === 0 || statement.vehicles.some((vehicle) => coversVehicle(provision, vehicle))),
  );
  if (met.length === 0)
    return { outcome: 'not-covered', provisions: [], reason: 'Chưa có quy định nào đã nhập cho hành vi và loại xe này' };
  const inForce = met.filter((provision) => provision.inForceFrom <= day && (provision.inForceTo === null || day <= provision.inForceTo));
  if (inForce.length === 0)
    return { outcome: 'ambiguous', provisions: idsOf(met), reason: `Nói ngày ${sayDay(day)}, khi quy định này không có hiệu lực` };
  const amended = law.amendments.find(
    ({ from, behaviours: touched }) => from <= day && touched.some((behaviour) => behaviours.includes(behaviour)),
  );
  if (amended) return { outcome: 'ambiguous', provisions: idsOf(inForce), reason: amended.note };
  return weigh(statement, inForce);
}

/** All agree, all differ, or the words leave open which is meant. */
function weigh(statement: Statement, provisions: readonly Provision[]): Verdict {
  const compared = provisions.map((provision) => ({ provision, differs: differences(statement, provision, provisions) }));
  const agreeing = compared.filter(({ differs }) => differs.length === 0);
  const ids = idsOf([...agreeing, ...compared.filter(({ differs }) => differs.length > 0)].map(({ provision }) => provision));
  if (agreeing.length === compared.length) return { outcome: 'agrees', provisions: ids, reason: `Khớp với ${cite(provisions)}` };
  if (agreeing.length > 0) {
    const lacking = statement.vehicles.length === 1 ? 'hành vi cụ thể' : 'loại xe hoặc hành vi cụ thể';
    return {
      outcome: 'ambiguous',
      provisions: ids,
      reason: `Không rõ ${lacking}: khớp với ${cite(agreeing.map(({ provision }) => provision))} nhưng không khớp với quy định khác`,
    };
  }
  const [first] = compared;
  const vehicle = first && provisions.length > 1 && first.provision.vehicles[0] ? ` (${VEHICLE_NAMES[first.provision.vehicles[0]]})` : '';
  return {
    outcome: 'contradicts',
    provisions: ids,
    reason: `Khác với ${cite(provisions.slice(0, 1))}${vehicle}: ${first?.differs.join(', ')}`,
  };
}

function idsOf(provisions: readonly Provision[]): string[] {
  return provisions.slice(0, MOST_SHOWN).map(({ id }) => id);
}

function sayDay(day: string): string {
  return day.split('-').toReversed().join('/');
}

/** `điểm c khoản 7 Điều 7 Nghị định 168/2024/NĐ-CP`, of the first. */
function cite([provision]: readonly Provision[]): string {
  if (!provision) return '';
  const point = provision.point === null ? '' : `điểm ${provision.point} `;
  return `${point}khoản ${provision.clause} Điều ${provision.article} ${provision.document}`;
}

/** "Bằng lái có 15 điểm": how many points a licence has. */
function judgeLicencePoints(sentence: Sentence, law: Law): FoundClaim | null {
  const said = LICENCE_POINTS.exec(sentence.bare);
  const provision = law.provisions.find(({ behaviours }) => behaviours.includes('licence-points'));
  if (!said || !provision || /\b(?:tru|con|mat)\b/.test(said[0])) return null;
  const points = numberOf(said[1] ?? '');
  const base = {
    sentence: sentence.written,
    behaviour: 'licence-points',
    vehicle: null,
    amountMin: null,
    amountMax: null,
    points,
    provisions: [provision.id],
  } as const;
  if (points === provision.points) return { ...base, outcome: 'agrees', reason: `Khớp với ${cite([provision])}` };
  return { ...base, outcome: 'contradicts', reason: `Khác với ${cite([provision])}: giấy phép lái xe có ${provision.points} điểm` };
}
