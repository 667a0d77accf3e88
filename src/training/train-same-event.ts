import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeEvents, type EventItem } from '../pipeline/analysis/story/describe-events.ts';
import { likelyPairs, linkEvents } from '../pipeline/analysis/story/link-events.ts';
import type { SameEventModel } from '../pipeline/analysis/story/same-event.ts';
import { fitSameEvent, type PlacedPair } from './fit-same-event.ts';
import { sameEventCard } from './same-event-card.ts';
import { splitPairs } from './split-pairs.ts';
import { readHeadlines, readLabelledPairs, type Headline, type LabelledPair } from './story-pairs.ts';

/** How well stories keep labelled pairs together, and apart. */
export interface PairQuality {
  readonly precision: number;
  readonly recall: number;
}

export interface TrainedSameEvent {
  readonly model: SameEventModel;
  readonly pairs: number;
  readonly samePairs: number;
  /** Of stories made by models that had seen no item of the pairs they are scored on: on pairs like those learnt from, and on hard ones. */
  readonly crossValidated: PairQuality;
  readonly onHardPairs: PairQuality;
  readonly hardPairs: number;
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
  const ordered = inOrder(headlines);
  const items = describeEvents(ordered.map(eventInput));
  const pairs = placePairs(ordered, readLabelledPairs(corporaDir));
  const learnt = pairs.filter(({ isHard }) => !isHard);
  if (!learnt.some(({ same }) => same) || learnt.every(({ same }) => same)) return null;
  const { joinAt, quality, onHardPairs } = chooseJoin(items, pairs);
  return {
    model: { ...fitSameEvent(items, learnt), joinAt },
    pairs: learnt.length,
    samePairs: learnt.filter(({ same }) => same).length,
    crossValidated: quality,
    onHardPairs,
    hardPairs: pairs.length - learnt.length,
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

function inOrder(headlines: readonly Headline[]): Headline[] {
  return headlines.toSorted((a, b) => Date.parse(a.seen_at) - Date.parse(b.seen_at) || (a.id < b.id ? -1 : 1));
}

function eventInput({ title, summary, seen_at: seenAt }: Headline): Parameters<typeof describeEvents>[0][number] {
  return { title, lead: summary, at: Date.parse(seenAt), places: [] };
}

/** A hard pair is only scored. */
interface JudgedPair extends PlacedPair {
  readonly isHard: boolean;
}

/** Pairs of which the corpora folder holds both items. */
function placePairs(headlines: readonly Headline[], pairs: readonly LabelledPair[]): JudgedPair[] {
  const placeOf = new Map(headlines.map(({ id }, place) => [id, place]));
  return pairs.flatMap(({ a, b, same, picked }) => {
    const [one, other] = [placeOf.get(a), placeOf.get(b)];
    return one === undefined || other === undefined ? [] : [{ one, other, same, isHard: picked === 'unsure' }];
  });
}

/**
 * The lowest threshold that reaches `LEAST_PRECISION`, else the most precise one: two stories in one mislead, while one story in two is seen
 * and joined by an editor.
 */
function chooseJoin(items: readonly EventItem[], pairs: readonly JudgedPair[]): Choice {
  const foldOf = splitPairs(pairs, FOLDS);
  const times = items.map(({ at }) => at);
  const said = new Map(JOIN_AT.map((joinAt): [number, Answer[]] => [joinAt, []]));
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const unseen = pairs.filter((_, at) => foldOf[at] === fold);
    const seen = pairs.filter(({ isHard }, at) => foldOf[at] !== fold && !isHard);
    if (unseen.length === 0 || seen.length === 0) continue;
    const likely = likelyPairs(items, { ...fitSameEvent(items, seen), joinAt: 0.5 });
    for (const [joinAt, answers] of said) {
      const groups = linkEvents(times, likely, joinAt);
      for (const pair of unseen) answers.push({ ...pair, joined: groups[pair.one] === groups[pair.other] });
    }
  }
  const tried = [...said].map(([joinAt, answers]) => ({
    joinAt,
    quality: qualityOf(answers.filter(({ isHard }) => !isHard)),
    onHardPairs: qualityOf(answers.filter(({ isHard }) => isHard)),
  }));
  const precise = tried.find(({ quality }) => quality.precision >= LEAST_PRECISION);
  return precise ?? tried.reduce((best, each) => (each.quality.precision > best.quality.precision ? each : best));
}

interface Choice {
  readonly joinAt: number;
  readonly quality: PairQuality;
  readonly onHardPairs: PairQuality;
}

interface Answer extends JudgedPair {
  readonly joined: boolean;
}

function qualityOf(answers: readonly Answer[]): PairQuality {
  const right = answers.filter(({ same, joined }) => same && joined).length;
  return {
    precision: right / Math.max(1, answers.filter(({ joined }) => joined).length),
    recall: right / Math.max(1, answers.filter(({ same }) => same).length),
  };
}
