import { QueryClient } from '@tanstack/react-query';
import { ApiFault } from './api-fault.ts';

/** Sources are visited every 30 minutes; figures one minute old are as true as fresh ones, and going back costs nothing. */
const FRESH_FOR_MS = 60_000;
/** Kept this long after the last page that used it, so that "back" finds list and scroll position as they were. */
const KEPT_FOR_MS = 30 * 60_000;
const MOST_RETRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_FOR_MS,
        gcTime: KEPT_FOR_MS,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < MOST_RETRIES && error instanceof ApiFault && error.isPassing,
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  });
}
