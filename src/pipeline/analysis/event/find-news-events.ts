import type { Evidence, ImplementationEvent, NewsEvent } from '../../../domain/news-event.ts';
import type { PlaceMention } from '../../../domain/place.ts';
import { CONFERENCE, DEADLINE, GATE, GOOD_EXAMPLE, INTERFERENCE, LOOKS_BACK, NOT_YET, OF_A_PLAN, PLAN, REVIEW } from './event-patterns.ts';
import { findDate } from './find-date.ts';
import { findMovements } from './find-movements.ts';
import { findOrgan } from './find-organ.ts';
import { readSentence, splitSentences, type Sentence } from './split-sentences.ts';

/** An article that tells more than this is a list; what comes first is what it is about. */
const MOST_EVENTS = 20;

/**
 * What a news item tells of the directive being put into effect: conferences, plans, reviews, good examples, tracked movements, interference in
 * the handling of violations; title first, each with the passage that shows it. `places` are the units found in the same title and text.
 * What is only asked for or to come does not count. Empty for none. Pure; linear in the text.
 */
export function findNewsEvents(title: string, text: string, places: readonly PlaceMention[] = []): NewsEvent[] {
  const found = [...findIn('title', title, places), ...findIn('text', text, places)];
  const known = new Set<string>();
  return found
    .filter((event) => {
      const { evidence: _, ...said } = event;
      const key = JSON.stringify(said);
      return !known.has(key) && known.add(key);
    })
    .slice(0, MOST_EVENTS);
}

function findIn(field: Evidence['field'], text: string, places: readonly PlaceMention[]): NewsEvent[] {
  return splitSentences(text).flatMap((span) => {
    if (!GATE.test(text.slice(span.start, span.end).normalize('NFC'))) return [];
    const sentence = readSentence(text, span);
    return sentence ? eventsOf(field, text, sentence, places) : [];
  });
}

function eventsOf(field: Evidence['field'], text: string, sentence: Sentence, places: readonly PlaceMention[]): NewsEvent[] {
  const { folded, tokens } = sentence;
  const evidence: Evidence = { field, start: sentence.start, end: sentence.end };
  return [
    ...implementationTypes(folded).map((type): ImplementationEvent => ({ type, evidence, ...circumstances(text, sentence, places) })),
    ...(isPraised(folded) ? [{ type: 'good-example' as const, evidence }] : []),
    ...findMovements(tokens).map(({ movement, start, end }): NewsEvent => ({
      type: 'movement',
      evidence: { field, start, end },
      movement,
    })),
    ...(INTERFERENCE.every((pattern) => pattern.test(folded)) ? [{ type: 'interference' as const, evidence }] : []),
  ];
}

/** What a sentence says was done. A conference that looks back is a review; one that a plan speaks of is the plan. */
function implementationTypes(folded: string): ImplementationEvent['type'][] {
  const isHeld = (pattern: RegExp): boolean => {
    const at = doneAt(pattern, folded);
    return at !== null && !OF_A_PLAN.test(folded.slice(0, at)) && !DEADLINE.test(folded.slice(at));
  };
  const types: ImplementationEvent['type'][] = [];
  if (!LOOKS_BACK.test(folded) && CONFERENCE.some(isHeld)) types.push('conference');
  if (doneAt(PLAN, folded) !== null) types.push('plan');
  if (REVIEW.some(isHeld)) types.push('review');
  return types;
}

function isPraised(folded: string): boolean {
  return GOOD_EXAMPLE.some((pattern) => doneAt(pattern, folded) !== null);
}

/** Where a pattern stands, unless the words before it say that it is asked for or to come; null when nowhere. */
function doneAt(pattern: RegExp, folded: string): number | null {
  const at = pattern.exec(folded)?.index;
  return at === undefined || NOT_YET.test(folded.slice(0, at)) ? null : at;
}

/** By whom, where and when, as far as the sentence says. */
function circumstances(
  text: string,
  sentence: Sentence,
  places: readonly PlaceMention[],
): Pick<ImplementationEvent, 'written' | 'unit' | 'date'> {
  const organ = findOrgan(text, sentence);
  const written = organ ? text.slice(organ.start, organ.end) : null;
  const whole = text.slice(sentence.start, sentence.end);
  const place = places.find((one) => written?.includes(one.written)) ?? places.find((one) => whole.includes(one.written));
  return { written: written ?? place?.written ?? null, unit: place?.unit ?? null, date: findDate(sentence.folded) };
}
