import type { TrainingTask } from './training-tasks.ts';

/** One unseen case: calibrated probabilities, what is true, which class would be said, how much it counts. */
export interface ProbableCase {
  readonly probabilities: ArrayLike<number>;
  readonly targets: readonly number[];
  readonly said: number;
  readonly weight: number;
}

/** Thresholds that are tried. */
const GRID = Array.from({ length: 91 }, (_, step) => 0.05 + step * 0.01);

/** Half is where a yes or no of a calibrated probability would lie without any data; also where ties go. */
const UNDECIDED = 0.5;

/** The threshold of each class, chosen on unseen cases for what the task asks. The median of those that are nearly best keeps it off lucky peaks. */
export function chooseThresholds(task: TrainingTask, cases: readonly ProbableCase[], classes: number): number[] {
  if (task.threshold === 'none' || cases.length === 0) return Array.from({ length: classes }, () => UNDECIDED);
  if (task.threshold === 'labels') {
    const threshold = steadyBest((at) => labelsF1(cases, at));
    return Array.from({ length: classes }, () => threshold);
  }
  return Array.from({ length: classes }, (_, k) => {
    if (task.threshold === 'yes') return halfBest((at) => classF1(cases, k, at, true));
    return (task.threshold === 'screen' ? lowestGood : steadyBest)(
      (at) => (classF1(cases, k, at, true) + classF1(cases, k, at, false)) / 2,
    );
  });
}

/** Least probability to speak with: as low as the wanted accuracy allows, but never so high that more than a third stays unsaid. */
export function chooseAbstention(wantedAccuracy: number | null, cases: readonly ProbableCase[]): number {
  if (wantedAccuracy === null) return 0;
  const total = sumOf(cases, () => true);
  for (const at of [0, ...GRID]) {
    const answered = cases.filter((one) => (one.probabilities[one.said] ?? 0) >= at);
    const next = cases.filter((one) => (one.probabilities[one.said] ?? 0) >= at + 0.01);
    const right = sumOf(answered, (one) => one.targets[one.said] === 1);
    const accuracy =
      right /
      Math.max(
        1,
        sumOf(answered, () => true),
      );
    if (accuracy >= wantedAccuracy || sumOf(next, () => true) < total * LEAST_ANSWERED) return round(at);
  }
  return 0;
}

/** A classifier that says nothing of more than a third of what it reads is of no use to a weekly report. */
const LEAST_ANSWERED = 2 / 3;

/** What a screen drops is gone, what it lets through is seen and corrected: of all thresholds that are as good, the lowest. */
function lowestGood(quality: (threshold: number) => number): number {
  return round(goodThresholds(quality)[0] ?? UNDECIDED);
}

/**
 * Of calibrated probabilities the threshold with the best F1 is half of that F1 (Lipton, Elkan, Naryanaswamy 2014). With some thirty cases of yes the
 * height of the peak is far better known than its place.
 */
function halfBest(quality: (threshold: number) => number): number {
  return round(Math.max(...GRID.map(quality)) / 2);
}

function steadyBest(quality: (threshold: number) => number): number {
  const good = goodThresholds(quality);
  return round(good[Math.floor(good.length / 2)] ?? UNDECIDED);
}

function goodThresholds(quality: (threshold: number) => number): number[] {
  const tried = GRID.map((at) => ({ at, quality: quality(at) }));
  const best = Math.max(...tried.map((one) => one.quality));
  return tried.filter((one) => one.quality >= best - NEARLY_BEST).map((one) => one.at);
}

/** Differences below this are chance at some hundred cases. */
const NEARLY_BEST = 0.01;

function classF1(cases: readonly ProbableCase[], k: number, threshold: number, yes: boolean): number {
  const says = (one: ProbableCase): boolean => (one.probabilities[k] ?? 0) >= threshold === yes;
  const is = (one: ProbableCase): boolean => (one.targets[k] ?? 0) >= 0.5 === yes;
  const hits = sumOf(cases, (one) => says(one) && is(one));
  return f1(hits, sumOf(cases, says), sumOf(cases, is));
}

/** F1 over all topics named: the main one and those above the threshold, at most three. */
function labelsF1(cases: readonly ProbableCase[], threshold: number): number {
  let hits = 0;
  let said = 0;
  let wanted = 0;
  for (const one of cases) {
    const named = Array.from({ length: one.targets.length }, (_, k) => k)
      .filter((k) => k === one.said || (one.probabilities[k] ?? 0) >= threshold)
      .toSorted(
        (left, right) =>
          Number(right === one.said) - Number(left === one.said) || (one.probabilities[right] ?? 0) - (one.probabilities[left] ?? 0),
      )
      .slice(0, 3);
    hits += one.weight * named.filter((k) => (one.targets[k] ?? 0) > 0).length;
    said += one.weight * named.length;
    wanted += one.weight * one.targets.filter((target) => target > 0).length;
  }
  return f1(hits, said, wanted);
}

function f1(hits: number, said: number, wanted: number): number {
  return said + wanted === 0 ? 0 : (2 * hits) / (said + wanted);
}

function sumOf(cases: readonly ProbableCase[], counts: (one: ProbableCase) => boolean): number {
  return cases.reduce((sum, one) => sum + (counts(one) ? one.weight : 0), 0);
}

function round(threshold: number): number {
  return Math.round(threshold * 100) / 100;
}
