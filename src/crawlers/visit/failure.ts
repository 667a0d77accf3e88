import { DuLuanError, ERRORS, type ErrorCode } from '../../domain/errors.ts';
import type { Finding, Visit, Work } from './visit.ts';

/** The program is ending: nothing is wrong with the page or the source. */
const ENDING: ReadonlySet<ErrorCode> = new Set(['CRAWLER_CLOSED', 'STORE_CLOSED', 'QUEUE_CLOSED']);

/** Turns a fault into a finding, so that one page never ends a visit. Throws on what `isEnding` names. */
export function failed(err: unknown, at: { readonly key: string; readonly url: string }, visit: Pick<Visit, 'log' | 'source'>): Finding {
  if (isEnding(err)) throw err;
  if (err instanceof DuLuanError) return { type: 'failed', ...at, code: err.code, message: err.message };
  // Not a fault of the network but of ours: somebody should look.
  visit.log.error({ sourceId: visit.source.id, url: at.url, err }, 'page could not be handled');
  return { type: 'failed', ...at, code: 'INTERNAL', message: ERRORS.INTERNAL.message };
}

/** `work` with its faults turned into a finding of that address. */
export function guarded(work: Work, at: { readonly key: string; readonly url: string }, visit: Visit): Work {
  return async () => {
    try {
      return await work();
    } catch (err) {
      return [failed(err, at, visit)];
    }
  };
}

export function isEnding(err: unknown): boolean {
  return err instanceof DuLuanError && ENDING.has(err.code);
}
