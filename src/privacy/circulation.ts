/**
 * A published table with its sums is a circulation: each figure is the flow of one edge, and each sum says that what enters a node
 * leaves it. What a reader can work out of a withheld figure is how far its edge can change while shown edges stay.
 */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** How much is lost when this figure is withheld as well. Totals weigh more than their parts. */
  readonly weight: number;
  withheld: boolean;
}

/** A figure that may be zero is told openly; a withheld one is known to be at least this. */
const LEAST_WITHHELD = 1;

/**
 * Withholds further edges until every withheld one could, for all that the shown ones tell, reach `minimum` and have another value than
 * it has. Chooses the cheapest cycle for each. Returns false when that is impossible, because the table as a whole holds too
 * little; then nothing of it may be shown.
 */
export function protectWithheld(edges: readonly Edge[], nodeCount: number, minimum: number): boolean {
  const around = edgesAround(edges, nodeCount);
  const open = edges.flatMap((edge, at) => (edge.withheld ? [at] : []));
  // Withholding more only adds freedom, so what was found safe stays safe and one pass is enough.
  for (let next = 0; next < open.length; next += 1) {
    const at = open[next] ?? 0;
    const opened = giveFreedom(edges, around, at, minimum);
    if (!opened) return false;
    open.push(...opened);
  }
  return true;
}

/** Finds room for edge `at`; returns the edges newly withheld for it, or null when there is no room. */
function giveFreedom(edges: readonly Edge[], around: readonly (readonly number[])[], at: number, minimum: number): number[] | null {
  const edge = edges[at];
  if (!edge) return null;
  const changes = new Map<number, number>();
  const opened: number[] = [];
  let missing = Math.max(minimum - edge.count, 1);
  const canShrink = edge.count >= minimum;
  while (missing > 0) {
    const up = cheapestPath({ edges, around, changes, skip: at, from: edge.to, to: edge.from });
    const down =
      canShrink && edge.count > LEAST_WITHHELD ? cheapestPath({ edges, around, changes, skip: at, from: edge.from, to: edge.to }) : null;
    const path = down && (!up || down.cost < up.cost) ? down : up;
    if (!path) return null;
    const step = Math.min(path.room, missing);
    for (const { edge: index, forward } of path.steps) {
      changes.set(index, (changes.get(index) ?? 0) + (forward ? step : -step));
      const used = edges[index];
      if (!used || used.withheld) continue;
      used.withheld = true;
      opened.push(index);
    }
    missing -= step;
  }
  return opened;
}

interface Search {
  readonly edges: readonly Edge[];
  readonly around: readonly (readonly number[])[];
  readonly changes: ReadonlyMap<number, number>;
  readonly skip: number;
  readonly from: number;
  readonly to: number;
}

interface Path {
  readonly cost: number;
  /** Most that can be moved along it. */
  readonly room: number;
  readonly steps: readonly { readonly edge: number; readonly forward: boolean }[];
}

/** Dijkstra without a heap: a dashboard's table has about a hundred nodes. */
function cheapestPath(search: Search): Path | null {
  const { around, from, to } = search;
  const cost = around.map(() => Number.POSITIVE_INFINITY);
  const via: ({ edge: number; forward: boolean } | null)[] = around.map(() => null);
  const done = around.map(() => false);
  cost[from] = 0;
  for (;;) {
    let node = -1;
    for (let each = 0; each < around.length; each += 1) {
      if (!done[each] && (cost[each] ?? 0) < (node < 0 ? Number.POSITIVE_INFINITY : (cost[node] ?? 0))) node = each;
    }
    if (node < 0) return null;
    if (node === to) return walkBack(search, via, cost[to] ?? 0);
    done[node] = true;
    for (const index of around[node] ?? []) {
      const step = stepFrom(search, node, index);
      if (!step || done[step.node]) continue;
      const total = (cost[node] ?? 0) + step.cost;
      if (total >= (cost[step.node] ?? 0)) continue;
      cost[step.node] = total;
      via[step.node] = { edge: index, forward: step.forward };
    }
  }
}

function stepFrom(search: Search, node: number, index: number): { node: number; forward: boolean; cost: number } | null {
  const edge = search.edges[index];
  if (!edge || index === search.skip || edge.count === 0) return null;
  const forward = edge.from === node;
  if (!forward && room(search, index) <= 0) return null;
  // The smallest cost keeps a cycle of many withheld edges from looking as good as a short one.
  return { node: forward ? edge.to : edge.from, forward, cost: edge.withheld ? 0.001 : edge.weight };
}

/** How far a figure can shrink. */
function room({ edges, changes }: Search, index: number): number {
  return (edges[index]?.count ?? 0) + (changes.get(index) ?? 0) - LEAST_WITHHELD;
}

function walkBack(search: Search, via: readonly ({ edge: number; forward: boolean } | null)[], cost: number): Path {
  const steps: { edge: number; forward: boolean }[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let node = search.to; node !== search.from;) {
    const step = via[node];
    const edge = step && search.edges[step.edge];
    if (!step || !edge) break;
    steps.push(step);
    if (!step.forward) least = Math.min(least, room(search, step.edge));
    node = step.forward ? edge.from : edge.to;
  }
  return { cost, room: least, steps };
}

function edgesAround(edges: readonly Edge[], nodeCount: number): number[][] {
  const around: number[][] = Array.from({ length: nodeCount }, () => []);
  for (const [at, edge] of edges.entries()) {
    around[edge.from]?.push(at);
    around[edge.to]?.push(at);
  }
  return around;
}
