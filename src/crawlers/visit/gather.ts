/**
 * Does work beside other work, at most `limit` pieces that are under way or wait to be taken, and yields results as they come. Nothing new
 * is started while the consumer is slow. A piece that rejects ends it all; pieces still under way are left to finish unseen.
 */
export async function* gather<T>(works: AsyncGenerator<() => Promise<T>>, limit: number): AsyncGenerator<T> {
  const underWay = new Set<Promise<Event<T>>>();
  let next: Promise<Event<T>> | null = null;
  let isExhausted = false;
  const watch = (piece: Promise<Event<T>>): Promise<Event<T>> => {
    // A rejection is seen when its turn comes; until then it must not count as unhandled.
    piece.catch(() => {});
    return piece;
  };
  const start = (work: () => Promise<T>): void => {
    const piece: Promise<Event<T>> = watch(work().then((result) => ({ type: 'result', result, piece })));
    underWay.add(piece);
  };
  try {
    for (;;) {
      if (!isExhausted && next === null && underWay.size < limit)
        next = watch(works.next().then((step) => (step.done ? { type: 'end' } : { type: 'work', work: step.value })));
      if (next === null && underWay.size === 0) return;
      const event: Event<T> = await Promise.race(next === null ? underWay : [next, ...underWay]);
      if (event.type === 'result') {
        underWay.delete(event.piece);
        yield event.result;
        continue;
      }
      next = null;
      if (event.type === 'end') isExhausted = true;
      else start(event.work);
    }
  } finally {
    // Not awaited: a listing that is being fetched would hold up whoever has lost interest.
    if (!isExhausted) void works.return(undefined).catch(() => {});
  }
}

type Event<T> =
  | { readonly type: 'work'; readonly work: () => Promise<T> }
  | { readonly type: 'end' }
  | { readonly type: 'result'; readonly result: T; readonly piece: Promise<Event<T>> };
