import { DuLuanError } from '../../domain/errors.ts';

/** Place of an item in newest-first order: the page after it begins behind it. */
export interface Place {
  readonly sortAt: number;
  readonly id: string;
}

/** Opaque for callers, and of no use to them: base64url of the sort key. */
export function writeCursor({ sortAt, id }: Place): string {
  return Buffer.from(JSON.stringify([sortAt, id])).toString('base64url');
}

/** BAD_CURSOR for anything that `writeCursor` does not write. */
export function readCursor(cursor: string): Place {
  const place = parsePlace(Buffer.from(cursor, 'base64url').toString());
  if (!place || writeCursor(place) !== cursor) throw new DuLuanError('BAD_CURSOR');
  return place;
}

function parsePlace(json: string): Place | null {
  try {
    const value: unknown = JSON.parse(json);
    if (!Array.isArray(value) || value.length !== 2) return null;
    const [sortAt, id]: unknown[] = value;
    return Number.isSafeInteger(sortAt) && typeof id === 'string' ? { sortAt: Number(sortAt), id } : null;
  } catch {
    return null; // Not JSON: the caller names the fault.
  }
}
