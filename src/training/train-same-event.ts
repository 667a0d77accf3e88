import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventItem } from '../pipeline/analysis/story/describe-events.ts';
import { likelyPairs, linkEvents } from '../pipeline/analysis/story/link-events.ts';
import type { SameEventModel } from '../pipeline/analysis/story/same-event.ts';
import { fitSameEvent, type PlacedPair } from './fit-same-event.ts';
import { sameEventCard } from './same-event-card.ts';
import { splitPairs } from './split-pairs.ts';
import { describeHeadlines, readHeadlines, readLabelledPairs, type LabelledPair, type PairPick } from './story-pairs.ts';

/** How well stories keep labelled pairs together, and apart. */
export interface PairQuality {
  readonly pairs: number;
  readonly precision: number;
  readonly recall: number;
}

export interface TrainedSameEvent {
  readonly model: SameEventModel;
  readonly pairs: number;
  readonly samePairs: number;
  /** Of stories made by models that had seen no item of the pairs they are scored on, by how the pairs were picked. */
  readonly crossValidated: Readonly<Record<PairPick, PairQuality>>;
}

const FOLDS = 10;
/** What goals ask of stories. */
const LEAST_PRECISION = 0.95;
/** Thresholds that are tried; finer steps move single pairs. */
const JOIN_AT = Array.from({ length: 9 }, (_, step) => (50 + 5 * step) / 100);

/**
 * Fits the score of pairs on our labels and chooses by cross-validation where to join. Nothing is random. null when the corpora folder has no
 * headlines; throws BAD_INPUT for a broken line.
 */
export function trainSameEvent(corporaDir: string): TrainedSameEvent | null {
  const headlines = readHeadlines(corporaDir);
  if (!headlines) return null;
  const { items, placeOf } = describeHeadlines(headlines);
  const pairs = placePairs(placeOf, readLabelledPairs(corporaDir));
  if (!pairs.some(({ same }) => same) || pairs.every(({ same }) => same)) return null;
  const { joinAt, crossValidated } = chooseJoin(items, pairs);
  return {
    model: { ...fitSameEvent(items, pairs), joinAt },
    pairs: pairs.length,
    samePairs: pairs.filter(({ same }) => same).length,
    crossValidated,
  };
}

/** Writes `same-event-<version>/model.json` and its CARD.md and returns the folder. */
export function writeSameEvent(modelsDir: string, version: string, trained: TrainedSameEvent): string {
  const folder = join(modelsDir, `same-event-${version}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.json'), `${JSON.stringify(trained.model, null, 2)}\n`);
  writeFileSync(join(folder, 'CARD.md'), sameEventCard(version, trained));
  return folder;
}

interface JudgedPair extends PlacedPair {
  readonly picked: PairPick;
}

/** Pairs of which the corpora folder holds both items. */
function placePairs(placeOf: ReadonlyMap<string, number>, pairs: readonly LabelledPair[]): JudgedPair[] {
  return pairs.flatMap(({ a, b, same, picked }) => {
    const [one, other] = [placeOf.get(a), placeOf.get(b)];
    return one === undefined || other === undefined ? [] : [{ one, other, same, picked }];
  });
}

/**
 * The lowest threshold that reaches `LEAST_PRECISION`, else the most precise one: two stories in one mislead, while one story in two is seen
 * and joined by an editor. Only pairs that no model helped to pick are asked: where a model was unsure it is wrong more often than elsewhere.
 */
function chooseJoin(items: readonly EventItem[], pairs: readonly JudgedPair[]): Choice {
  const foldOf = splitPairs(pairs, FOLDS);
  const times = items.map(({ at }) => at);
  const said = new Map(JOIN_AT.map((joinAt): [number, Answer[]] => [joinAt, []]));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const unseen = pairs.filter((_, at) => foldOf[at] === fold);
    const seen = pairs.filter((_, at) => foldOf[at] !== fold);
    if (unseen.length === 0 || seen.length === 0) continue;
    const likely = likelyPairs(items, { ...fitSameEvent(items, seen), joinAt: 0.5 });
    for (const [joinAt, answers] of said) {
      const groups = linkEvents(times, likely, joinAt);
      for (const pair of unseen) answers.push({ ...pair, joined: groups[pair.one] === groups[pair.other] });
    }
  }
  const tried = [...said].map(([joinAt, answers]) => ({
    joinAt,
    crossValidated: {
      'by-likeness': qualityOf(answers, 'by-likeness'),
      unsure: qualityOf(answers, 'unsure'),
      joined: qualityOf(answers, 'joined'),
    },
  }));
  const precisionOf = ({ crossValidated }: Choice): number => crossValidated['by-likeness'].precision;
  const precise = tried.find((choice) => precisionOf(choice) >= LEAST_PRECISION);
  return precise ?? tried.reduce((best, each) => (precisionOf(each) > precisionOf(best) ? each : best));
}

type Choice = Pick<TrainedSameEvent, 'crossValidated'> & Pick<SameEventModel, 'joinAt'>;

interface Answer extends JudgedPair {
  readonly joined: boolean;
}

function qualityOf(all: readonly Answer[], pick: PairPick): PairQuality {
  const answers = all.filter(({ picked }) => picked === pick);
  const right = answers.filter(({ same, joined }) => same && joined).length;
  return {
    pairs: answers.length,
    precision: right / Math.max(1, answers.filter(({ joined }) => joined).length),
    recall: right / Math.max(1, answers.filter(({ same }) => same).length),
  };
}
