import { describe, expect, test } from 'vitest';
import { chooseAbstention, chooseThresholds } from '../../src/training/thresholds.ts';
import { TRAINING_TASKS } from '../../src/training/training-tasks.ts';
import type { ProbableCase } from '../../src/training/thresholds.ts';
import type { TrainingTask } from '../../src/training/training-tasks.ts';

function taskOf(name: string): TrainingTask {
  const task = TRAINING_TASKS.find((one) => one.task === name);
  if (!task) throw new Error(name);
  return task;
}

function yesNo(probability: number, yes: boolean, weight = 1): ProbableCase {
  return { probabilities: [probability], targets: [yes ? 1 : 0], said: 0, weight };
}

function right(probability: number): ProbableCase {
  return { probabilities: [probability, 1 - probability], targets: [1, 0], said: 0, weight: 1 };
}

function wrong(probability: number): ProbableCase {
  return { ...right(probability), targets: [0, 1] };
}

describe('chooseThresholds', () => {
  test('says a rare yes from half of the best F1 on', () => {
    // Calibrated: of those with .8 four in five are yes, of those with .2 one in five. The best F1 is 16/22, at any threshold between.
    const band = (at: number, yes: number, no: number): ProbableCase[] => [
      ...Array.from({ length: yes }, () => yesNo(at, true)),
      ...Array.from({ length: no }, () => yesNo(at, false)),
    ];
    const [threshold = 0] = chooseThresholds(taskOf('checkable'), [...band(0.8, 8, 2), ...band(0.2, 4, 16)], 1);
    expect(threshold).toBeCloseTo((2 * 8) / (10 + 12) / 2, 2);
  });

  test('leans to recall for a screen where other thresholds are no better', () => {
    const cases = [0.1, 0.15, 0.2].map((at) => yesNo(at, false)).concat([0.6, 0.7, 0.8].map((at) => yesNo(at, true)));
    const [screen = 0] = chooseThresholds(taskOf('relevance-news'), cases, 1);
    const [both = 0] = chooseThresholds(taskOf('relevance-public'), cases, 1);
    expect(screen).toBeCloseTo(0.21, 2);
    expect(both).toBeGreaterThan(0.35);
  });

  test('stays at one half without cases', () => {
    expect(chooseThresholds(taskOf('acts'), [], 3)).toEqual([0.5, 0.5, 0.5]);
  });

  test('names further topics only where that finds more than it invents', () => {
    const sure: ProbableCase = { probabilities: [0.6, 0.3, 0.1], targets: [0.75, 0.25, 0], said: 0, weight: 1 };
    const [threshold = 0] = chooseThresholds(taskOf('topic'), [sure, sure], 3);
    expect(threshold).toBeGreaterThan(0.1);
    expect(threshold).toBeLessThanOrEqual(0.3);
  });
});

describe('chooseAbstention', () => {
  test('never abstains for a task that need not, or that is good enough', () => {
    expect(chooseAbstention(null, [wrong(0.5)])).toBe(0);
    expect(chooseAbstention(0.75, [right(0.5), right(0.9)])).toBe(0);
  });

  test('leaves out the least sure until the rest is good enough', () => {
    const cases = [wrong(0.4), wrong(0.42), right(0.6), right(0.7), right(0.8), right(0.9), right(0.95), right(0.95)];
    const threshold = chooseAbstention(0.99, cases);
    expect(threshold).toBeGreaterThan(0.42);
    expect(threshold).toBeLessThanOrEqual(0.6);
  });

  test('answers two thirds at least, however bad it is', () => {
    const cases = Array.from({ length: 90 }, (_, index) => wrong(0.3 + index / 200));
    const threshold = chooseAbstention(0.9, cases);
    expect(cases.filter((one) => (one.probabilities[0] ?? 0) >= threshold).length).toBeGreaterThanOrEqual(60);
  });
});
