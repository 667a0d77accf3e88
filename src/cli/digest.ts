import { writeFile } from 'node:fs/promises';
import { DuLuanError } from '../domain/errors.ts';
import { dayOf, mondayOfWeek, weekOf } from '../domain/time.ts';
import { loadProfile } from '../profiles/load-profile.ts';
import { openSession } from './open-session.ts';
import { readQuality } from './read-quality.ts';

/** Writes the digest of one week. @throws USAGE for a week that does not exist, NOT_FOUND when there are no items at all. */
export async function digest(options: { week?: string; out?: string; baseUrl?: string }): Promise<void> {
  if (options.week !== undefined && mondayOfWeek(options.week) === null)
    throw new DuLuanError('USAGE', { detail: `"${options.week}" is no ISO week such as 2026-W34` });
}
