/** Value at a point, and the gradient there written into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Pairs of steps that L-BFGS remembers; five to ten is what its authors advise (Liu and Nocedal, 1989). */
const MEMORY = 8;
/** Sufficient decrease of the line search (Armijo), and how often a step is halved before the search gives up. */
const DECREASE = 1e-4;
const MOST_HALVINGS = 30;

/**
 * Minimises a smooth convex function by L-BFGS, in place, from the point given. Stops after `mostSteps` or when a step lowers the value by less
 * than `tolerance` of it. Deterministic: the same input gives the same bits on the same engine.
 */
export function minimise(objective: Objective, point: Float64Array, mostSteps = 100, tolerance = 1e-4): number {
  const size = point.length;
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  const history: Step[] = [];
  for (let step = 0; step < mostSteps; step += 1) {
    const direction = descentDirection(gradient, history);
    const slope = dot(direction, gradient);
    if (slope >= 0) break;
    const start = point.slice();
    const nextGradient = new Float64Array(size);
    let length = step === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    let next = value;
    for (let halvings = 0; halvings <= MOST_HALVINGS; halvings += 1, length /= 2) {
      for (let at = 0; at < size; at += 1) point[at] = at0(start, at) + length * at0(direction, at);
      next = objective(point, nextGradient);
      if (next <= value + DECREASE * length * slope) break;
    }
    if (!(next < value)) {
      point.set(start);
      break;
    }
    remember(history, { start, point, gradient, nextGradient });
    const gain = value - next;
    gradient = nextGradient;
    value = next;
    if (gain < tolerance * Math.abs(value)) break;
  }
  return value;
}

interface Step {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly curvature: number;
}

interface Move {
  readonly start: Float64Array;
  readonly point: Float64Array;
  readonly gradient: Float64Array;
  readonly nextGradient: Float64Array;
}

function remember(history: Step[], { start, point, gradient, nextGradient }: Move): void {
  const moved = new Float64Array(start.length);
  const turned = new Float64Array(start.length);
  for (let at = 0; at < start.length; at += 1) {
    moved[at] = at0(point, at) - at0(start, at);
    turned[at] = at0(nextGradient, at) - at0(gradient, at);
  }
  const curvature = dot(moved, turned);
  if (curvature <= 1e-12) return;
  if (history.length === MEMORY) history.shift();
  history.push({ moved, turned, curvature });
}

/** The two-loop recursion: minus the inverse Hessian, as far as the last steps show it, times the gradient. */
function descentDirection(gradient: Float64Array, history: readonly Step[]): Float64Array {
  const direction = gradient.map((slope) => -slope);
  const shares: number[] = [];
  for (const { moved, turned, curvature } of history.toReversed()) {
    const share = dot(moved, direction) / curvature;
    shares.push(share);
    addScaled(direction, turned, -share);
  }
  const last = history.at(-1);
  if (last) {
    const scale = last.curvature / dot(last.turned, last.turned);
    for (let at = 0; at < direction.length; at += 1) direction[at] = at0(direction, at) * scale;
  }
  for (const { moved, turned, curvature } of history) {
    addScaled(direction, moved, (shares.pop() ?? 0) - dot(turned, direction) / curvature);
  }
  return direction;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += at0(left, at) * at0(right, at);
  return sum;
}

function addScaled(target: Float64Array, added: Float64Array, factor: number): void {
  for (let at = 0; at < target.length; at += 1) target[at] = at0(target, at) + factor * at0(added, at);
}

/** The type of an index is `number | undefined`; every index here is inside. */
function at0(values: Float64Array, at: number): number {
  return values[at] ?? 0;
}
