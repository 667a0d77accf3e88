import { DuLuanError } from '../../domain/errors.ts';

/** How one request went. Holds no address: a page of a stranger's choice must not fill whoever counts. */
export interface FetchReport {
  /** `2xx` to `5xx`, `rendered`, or the code of the fault. */
  readonly outcome: string;
  /** Without the wait for its turn. */
  readonly seconds: number;
}

export type OnFetch = (report: FetchReport) => void;

/** Runs `work` and reports it; `name` says what a good end is called. */
export async function reported<T>(onFetch: OnFetch | undefined, name: (result: T) => string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const report = (outcome: string): void => onFetch?.({ outcome, seconds: (performance.now() - startedAt) / 1_000 });
  try {
    const result = await work();
    report(name(result));
    return result;
  } catch (error) {
    report(error instanceof DuLuanError ? error.code : 'INTERNAL');
    throw error;
  }
}
