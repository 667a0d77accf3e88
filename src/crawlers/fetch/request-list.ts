import type { IRequestList, Request } from '@crawlee/basic';

/**
 * Requests that wait for crawlee, first in, first out, each forgotten once it is handed over. It takes the place of crawlee's own
 * RequestQueue, whose MemoryStorage keeps every request that was ever handled, to recognise it again: a leak in a process that runs for
 * months. What was seen before is the store's to know here, and retries are ours.
 */
export function createRequestList(): IRequestList & { readonly push: (request: Request) => void } {
  const waiting: Request[] = [];
  let handled = 0;
  let total = 0;
  return {
    push(request) {
      waiting.push(request);
      total += 1;
    },
    length: () => total,
    isEmpty: async () => waiting.length === 0,
    // The crawler lives as long as the process; it is stopped, it does not finish.
    isFinished: async () => false,
    handledCount: () => handled,
    persistState: async () => {},
    fetchNextRequest: async () => waiting.shift() ?? null,
    markRequestHandled: async () => {
      handled += 1;
    },
    // maxRequestRetries is 0 and handlers never throw, so nothing is ever given back.
    reclaimRequest: async () => {},
    inProgress: new Set(),
    async *[Symbol.asyncIterator]() {
      for (let next = waiting.shift(); next; next = waiting.shift()) yield next;
    },
  };
}
