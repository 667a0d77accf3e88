import { describe, expect, test } from 'vitest';
import { minimise } from '../../src/training/minimise.ts';
import type { Objective } from '../../src/training/minimise.ts';

/** (x − 3)² + 100 (y + 1)², badly scaled on purpose. */
const bowl: Objective = (point, gradient) => {
  const [x = 0, y = 0] = point;
  gradient[0] = 2 * (x - 3);
  gradient[1] = 200 * (y + 1);
  return (x - 3) ** 2 + 100 * (y + 1) ** 2;
};

describe('minimise', () => {
  test('finds the bottom of a badly scaled bowl', () => {
    const point = Float64Array.of(-40, 25);
    const value = minimise(bowl, point, 100, 1e-12);
    expect(point[0]).toBeCloseTo(3, 4);
    expect(point[1]).toBeCloseTo(-1, 4);
    expect(value).toBeCloseTo(0, 6);
  });

  test('stays at the bottom', () => {
    const point = Float64Array.of(3, -1);
    expect(minimise(bowl, point)).toBe(0);
    expect(Array.from(point)).toEqual([3, -1]);
  });

  test('never leaves a point for a worse one', () => {
    const start = Float64Array.of(7, 7);
    const before = bowl(start, new Float64Array(2));
    for (let steps = 1; steps <= 5; steps += 1) expect(minimise(bowl, Float64Array.of(7, 7), steps)).toBeLessThan(before);
  });
});
