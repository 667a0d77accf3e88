import { DuLuanError } from '../domain/errors.ts';
import type { Source } from '../domain/source.ts';

/** Sources visited side by side: hosts are slow, the machine is not. */
export const SOURCES_AT_ONCE = 8;

/** The named sources, or all. @throws USAGE for a name that the profile does not know. */
export function chooseSources(sources: readonly Source[], only: readonly string[] | null): readonly Source[] {
  if (!only) return sources;
  for (const id of only)
    if (!sources.some((source) => source.id === id)) throw new DuLuanError('USAGE', { detail: `The profile has no source "${id}"` });
  return sources.filter((source) => only.includes(source.id));
}
