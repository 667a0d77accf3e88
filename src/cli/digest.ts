import { writeFile } from 'node:fs/promises';
import { closeWeek, isOver, weekToShow } from '../digest/close-week.ts';
import { renderWeek } from '../digest/render-week.ts';
import { DuLuanError } from '../domain/errors.ts';
import { mondayOfWeek } from '../domain/time.ts';
import { activeProfile } from './active-profile.ts';
import { openSession } from './open-session.ts';
import { readQuality } from './read-quality.ts';

/**
 * Writes the digest of one week as HTML. A week that is over is closed by this: its figures are frozen. The running week is given as
 * provisional.
 * @throws DuLuanError USAGE for a week that does not exist
 */
export async function digest(options: { week?: string; out?: string; baseUrl?: string }): Promise<void> {
  if (options.week !== undefined && mondayOfWeek(options.week) === null) {
    throw new DuLuanError('USAGE', { detail: `"${options.week}" is no ISO week such as 2026-W34` });
  }
  const session = await openSession();
  const { config, engine } = session;
  try {
    const profile = await activeProfile(config);
    const deps = { store: engine.store, profile, quality: await readQuality(config.modelsDir), now: Date.now };
    const week = options.week ?? (await weekToShow(deps));
    if (isOver(week, Date.now())) await closeWeek(deps, week);
    const { html, isClosed } = await renderWeek(deps, week, options.baseUrl ?? `http://${config.host}:${config.port}`);
    if (options.out === undefined) process.stdout.write(html);
    else {
      await writeFile(options.out, html);
      console.log(`${week} ${isClosed ? 'closed' : 'provisional'}: ${options.out}`);
    }
  } finally {
    await engine.close();
  }
}
