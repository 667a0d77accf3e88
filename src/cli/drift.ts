import { buildDrift } from '../digest/build-drift.ts';
import type { DriftView } from '../domain/views.ts';
import { activeProfile } from './active-profile.ts';
import { withSession } from './open-session.ts';

/** Prints what the classifiers said last week more or less often than in the weeks before, one line each; everything as JSON with `json`. */
export async function drift(options: { json?: true }): Promise<void> {
  await withSession(async ({ config, engine }) => {
    const view = await buildDrift(engine.store, await activeProfile(config), Date.now());
    if (options.json) console.log(JSON.stringify(view));
    else for (const line of linesOf(view)) console.log(line);
  });
}

function linesOf({ week, weeksBefore, series }: DriftView): string[] {
  if (series.length === 0) return [`${week}: nothing to compare, no dated items in this week and the ${weeksBefore} before`];
  return series.flatMap(({ group, audience, labels }) => {
    const head = `${week} ${group}/${audience}`;
    const judged = labels.filter(({ state }) => state !== 'withheld' && state !== 'too-few');
    if (judged.length === 0) return [`${head}: too few items to judge`];
    const moved = judged.filter(({ state }) => state !== 'steady');
    if (moved.length === 0) return [`${head}: steady, ${judged.length} labels`];
    return moved.map(({ task, label, share, before, state }) => `${head}: ${state} of ${task} ${label}, ${share} % (before: ${before} %)`);
  });
}
