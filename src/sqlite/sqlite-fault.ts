import { DuLuanError } from '../domain/errors.ts';

/** Primary result codes of https://sqlite.org/rescode.html; the upper bits of `errcode` tell the details. */
const BUSY = 5;
const FULL = 13;
/** Perm, read-only, corrupt, cannot open, not a database: the file itself is at fault and trying again cannot help. */
const UNREADABLE: ReadonlySet<number> = new Set([3, 8, 11, 14, 26]);
/** Growing the shared-memory file of the write-ahead log failed, which a full disk does before any page is written. */
const SHM_TOO_SMALL = 4_874;

/** Turns a fault of SQLite into one of the catalogue, with `path` as fact. What is no fault of SQLite is given back as it is. */
export function sqliteFault(cause: unknown, path: string): unknown {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ERR_INVALID_STATE')
    return new DuLuanError('STORE_CLOSED', {}, { cause });
  const code = resultCode(cause);
  if (code === null) return cause;
  const detail = cause instanceof Error ? cause.message : String(cause);
  if ((code & 0xff) === FULL || code === SHM_TOO_SMALL) return new DuLuanError('OUT_OF_SPACE', { path }, { cause });
  if ((code & 0xff) === BUSY) return new DuLuanError('STORE_BUSY', { path }, { cause });
  if (UNREADABLE.has(code & 0xff)) return new DuLuanError('STORE_UNREADABLE', { path, detail }, { cause });
  return cause;
}

/** Whether another process holds the write lock. */
export function isBusy(cause: unknown): boolean {
  return ((resultCode(cause) ?? 0) & 0xff) === BUSY;
}

function resultCode(cause: unknown): number | null {
  if (!(cause instanceof Error) || !('errcode' in cause)) return null;
  return typeof cause.errcode === 'number' ? cause.errcode : null;
}
