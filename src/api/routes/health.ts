import { z } from 'zod';
import { FAULTS, type ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';

const count = z.number().int().nonnegative();
const healthSchema = z.object({
  status: z.literal('ok'),
  profile: z.string(),
  items: count,
  queue: z.object({ waiting: count, active: count, delayed: count, quarantined: count }),
});

/** For whoever watches the process: an answer means that server, store and queue work. */
export function addHealthRoute(app: ApiApp, { store, queue, profile }: ApiDeps): void {
  app.get(
    '/api/health',
    { schema: { summary: 'Whether store and queue answer', querystring: z.strictObject({}), response: { 200: healthSchema, ...FAULTS } } },
    async () => ({ status: 'ok' as const, profile: profile.id, items: (await store.totals()).items, queue: await queue.counts() }),
  );
}
