import { z } from 'zod';
import { daySchema } from '../../domain/search-url.ts';
import { overviewSchema } from '../../domain/views.ts';
import { FAULTS, type ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';
import { buildOverview } from '../build-overview.ts';
import type { Names } from '../names.ts';

/** A quarter: longer comparisons belong into a report, and the days are masked as one table. */
const MOST_DAYS = 92;

const querySchema = z.strictObject({ to: daySchema.optional(), days: z.coerce.number().int().min(1).max(MOST_DAYS).default(7) });

export function addOverviewRoute(app: ApiApp, deps: ApiDeps, names: Names): void {
  app.get(
    '/api/overview',
    {
      schema: {
        summary: 'What changed in a period against the weeks before',
        querystring: querySchema,
        response: { 200: overviewSchema, ...FAULTS },
      },
    },
    (request) => buildOverview(deps, names, { to: request.query.to ?? null, days: request.query.days }),
  );
}
