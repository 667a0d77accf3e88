import { z } from 'zod';
import { SAME_EVENT, sameEventProbability } from '../../pipeline/analysis/story/same-event.ts';
import { storiesFilter } from '../../pipeline/analysis/story/stories-filter.ts';
import { bootstrapInterval } from '../measures.ts';
import { describeHeadlines, readDevelopmentPairs, readHeadlines, type Headline, type StoryPair } from '../story-pairs.ts';
import type { MeasuredRow, Measurement } from './measurement.ts';

const WHAT = 'same story or not';
const answerSchema = z.object({ id: z.string(), story: z.string() });

/** A pair as its readers see it, and whether both items are in one story. */
interface JudgedPair {
  readonly same: boolean;
  readonly joined: boolean;
}

/**
 * Whether stories, made of a whole week of headlines as `du-luan try stories` makes them, keep the development pairs together or apart. The
 * pairs are resampled for the intervals, the stories stay. Beside it, what the score says of each pair alone.
 */
export const measureStoryPairs: Measurement = async ({ corporaDir, seed }) => {
  const [headlines, pairs] = [readHeadlines(corporaDir), readDevelopmentPairs(corporaDir)];
  if (!headlines || !pairs) {
    const file = headlines ? 'gold/story-pairs-dev.jsonl' : 'news/headlines-2026-08.jsonl';
    return { rows: [], missing: [{ what: WHAT, why: `${corporaDir}/${file} is not there` }] };
  }
  const storyOf = new Map(
    storiesFilter(headlines)
      .map((line) => answerSchema.parse(line))
      .map(({ id, story }) => [id, story]),
  );
  const judged = pairs.map(({ a, b, same }): JudgedPair => ({ same, joined: storyOf.has(a) && storyOf.get(a) === storyOf.get(b) }));
  const row = (measure: string, of: (pairs: readonly JudgedPair[]) => number, reach: string, answers = judged): MeasuredRow => ({
    what: WHAT,
    set: 'story-pairs-dev',
    measure,
    value: of(answers),
    ...bootstrapInterval(answers, of, seed),
    cases: answers.length,
    reach,
  });
  const byScore = scorePairs(headlines, pairs);
  const rows = [
    row('precision', precision, '≥ .95'),
    row('recall', recall, '≥ .75'),
    row('F1', f1, ''),
    row('precision of the score alone', precision, '', byScore),
    row('recall of the score alone', recall, '', byScore),
  ];
  return { rows, missing: [] };
};

/** What the score says of each pair when no other item has a say. */
function scorePairs(headlines: readonly Headline[], pairs: readonly StoryPair[]): JudgedPair[] {
  const { items, placeOf } = describeHeadlines(headlines);
  return pairs.map(({ a, b, same }) => {
    const [one, other] = [items[placeOf.get(a) ?? -1], items[placeOf.get(b) ?? -1]];
    return { same, joined: one !== undefined && other !== undefined && sameEventProbability(one, other, SAME_EVENT) >= SAME_EVENT.joinAt };
  });
}

/** Share of the joined pairs that are of one event; 1 when none is joined. */
function precision(pairs: readonly JudgedPair[]): number {
  const joined = pairs.filter((pair) => pair.joined);
  return joined.length === 0 ? 1 : joined.filter(({ same }) => same).length / joined.length;
}

/** Share of the pairs of one event that are joined; 1 when there is none. */
function recall(pairs: readonly JudgedPair[]): number {
  const same = pairs.filter((pair) => pair.same);
  return same.length === 0 ? 1 : same.filter(({ joined }) => joined).length / same.length;
}

function f1(pairs: readonly JudgedPair[]): number {
  const [p, r] = [precision(pairs), recall(pairs)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}
