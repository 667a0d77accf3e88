import type { Behaviour } from '../domain/provision.ts';
import { BEHAVIOUR_PATTERNS } from './behaviour-patterns.ts';
import type { Sentence, Span } from './spoken-text.ts';

/** A behaviour as spoken of; several where the words leave the band or the number of people open. Never empty. */
export interface SpokenBehaviour extends Span {
  readonly behaviours: readonly Behaviour[];
}

const ALCOHOL: readonly Behaviour[] = ['alcohol-1', 'alcohol-2', 'alcohol-3'];
const SPEEDING: readonly Behaviour[] = ['speed-5-10', 'speed-10-20', 'speed-20-35', 'speed-over-35'];
/** A band is named within this many characters after the behaviour; before it, within BAND_BEFORE ("mức 2 nồng độ cồn"). */
const BAND_AFTER = 90;
const BAND_BEFORE = 30;

/** Words that look the same without diacritics, and are not the behaviour: độ xe, đâu xe, lễ hội, nhầm lẫn. */
const MISREAD = /^(?:đâu|đầu|đấu|đó|do|đo|độ|dùng|đúng|dụng|dung) (?:xe|ô|sai|trái|trên|ở|lên|vỉa|hè)|lễ|lẫn|lần|xe đỏ/u;

/** Behaviours that a sentence names, in order, none within another. */
export function findBehaviours(sentence: Sentence): SpokenBehaviour[] {
  const found: SpokenBehaviour[] = [];
  for (const [spoken, pattern] of BEHAVIOUR_PATTERNS)
    for (const match of sentence.bare.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (sentence.toned !== sentence.bare && MISREAD.test(sentence.toned.slice(span.start, span.end))) continue;
      if (found.some((other) => span.start < other.end && span.end > other.start)) continue;
      if (spoken === 'alcohol') found.push({ ...span, behaviours: alcoholBand(sentence.bare, span) });
      else if (spoken === 'unlicensed') found.push({ ...span, behaviours: engineSize(sentence.bare) });
      else if (spoken === 'speeding') found.push({ ...span, behaviours: speedBand(sentence.bare.slice(span.end, span.end + BAND_AFTER)) });
      else found.push({ ...span, behaviours: spoken });
    }
  return dropAggravated(found).toSorted((a, b) => a.start - b.start);
}

/** "Vượt đèn đỏ gây tai nạn" is the accident's penalty, not the red light's. */
function dropAggravated(found: readonly SpokenBehaviour[]): readonly SpokenBehaviour[] {
  const accidents = found.filter(({ behaviours }) => behaviours.includes('accident'));
  return accidents.length > 0 ? accidents : found;
}

const LOW = String.raw`(?:0[.,]25|50)`;
const HIGH = String.raw`(?:0[.,]4(?!\d)|80)`;
const BANDS: readonly (readonly [RegExp, readonly Behaviour[]])[] = [
  [new RegExp(String.raw`${LOW}[^,;]{0,30}?(?:-|den|toi|~)[^,;]{0,20}?${HIGH}|muc (?:2|hai|thu hai|trung binh)\b`), ['alcohol-2']],
  [
    new RegExp(
      String.raw`(?:duoi|chua(?: vuot)?(?: qua)?|khong (?:vuot )?qua|den|<)\s?(?:muc )?${LOW}|muc (?:1|mot|thap nhat|nhe nhat)\b|thap nhat`,
    ),
    ['alcohol-1'],
  ],
  [
    new RegExp(String.raw`(?:tren|vuot(?: qua)?|hon|qua|>)\s?(?:muc )?${HIGH}|kich khung|(?:muc|khung) (?:3|ba|cao nhat)|cao nhat`),
    ['alcohol-3'],
  ],
  [new RegExp(String.raw`(?:tren|vuot(?: qua)?|hon|qua|>)\s?(?:muc )?${LOW}`), ['alcohol-2', 'alcohol-3']],
  [new RegExp(String.raw`(?:duoi|chua vuot(?: qua)?)\s?${HIGH}`), ['alcohol-1', 'alcohol-2']],
];

/** Names the band of a behaviour that stands in a sentence before: "Với xe máy: mức hai phạt …". */
export function narrowByBand(spoken: SpokenBehaviour, sentence: Sentence): SpokenBehaviour {
  if (!spoken.behaviours.every((behaviour) => ALCOHOL.includes(behaviour))) return spoken;
  const named = alcoholBand(sentence.bare, { start: 0, end: sentence.bare.length });
  return named === ALCOHOL ? spoken : { ...spoken, behaviours: named };
}

function alcoholBand(text: string, span: Span): readonly Behaviour[] {
  const around = text.slice(Math.max(0, span.start - BAND_BEFORE), span.end + BAND_AFTER);
  const named = BANDS.find(([pattern]) => pattern.test(around))?.[1];
  if (named) return named;
  const measured = /(?<![\d.,])0[.,](\d{1,3})\s?(?:mg|miligam|mlg)/.exec(around);
  if (!measured) return ALCOHOL;
  const value = Number(`0.${measured[1]}`);
  if (value <= 0.25) return ['alcohol-1'];
  return value <= 0.4 ? ['alcohol-2'] : ['alcohol-3'];
}

/** The penalty for motorbikes turns on the engine's size; "xe máy" alone leaves it open. */
function engineSize(text: string): readonly Behaviour[] {
  if (/(?:tren|hon|>) ?1\d\d ?(?:cc|cm3|cm³|phan khoi|pk)?|phan khoi lon|pkl/.test(text)) return ['no-licence-large'];
  return /(?:duoi|den|toi|<) ?1\d\d ?(?:cc|cm3|cm³|phan khoi|pk)|\b(?:50|100|110|125) ?(?:cc|phan khoi)/.test(text)
    ? ['no-licence']
    : ['no-licence', 'no-licence-large'];
}

/** By how much, where it is said; a bare number above 60 is the speed itself, which says nothing of the excess. */
function speedBand(after: string): readonly Behaviour[] {
  const range = /(\d{1,2})(?:\s?km(?:\/h)?)?\s?(?:-|den duoi|den|toi)\s?(?:duoi )?(\d{1,2})\s?(?:km|cay)/.exec(after);
  if (range) return bandOf((Number(range[1]) + Number(range[2])) / 2);
  const above = /(?:tren|hon|qua|vuot)\s?(\d{1,2})\s?(?:km|cay)/.exec(after);
  if (above)
    return Number(above[1]) >= 35 ? ['speed-over-35'] : Number(above[1]) >= 20 ? ['speed-20-35', 'speed-over-35'] : SPEEDING.slice(1);
  const below = /duoi\s?(\d{1,2})\s?(?:km|cay)/.exec(after);
  if (below) return Number(below[1]) <= 10 ? ['speed-5-10'] : SPEEDING.slice(0, 2);
  const single = /(?<!\d)(\d{1,2})\s?(?:km|cay)/.exec(after);
  return single && Number(single[1]) <= 60 ? bandOf(Number(single[1])) : SPEEDING;
}

function bandOf(excess: number): readonly Behaviour[] {
  if (excess < 10) return ['speed-5-10'];
  if (excess <= 20) return ['speed-10-20'];
  return excess <= 35 ? ['speed-20-35'] : ['speed-over-35'];
}
