import { z } from 'zod';
import { overviewSchema } from '../../domain/views.ts';
import { FAULTS, type ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';
import { buildOverview } from '../build-overview.ts';
import type { Names } from '../names.ts';
import { periodShape } from '../period.ts';

export function addOverviewRoute(app: ApiApp, deps: ApiDeps, names: Names): void {
  app.get(
    '/api/overview',
    {
      schema: {
        summary: 'What changed in a period against the weeks before',
        querystring: z.strictObject(periodShape),
        response: { 200: overviewSchema, ...FAULTS },
      },
    },
    (request) => buildOverview(deps, names, { to: request.query.to ?? null, days: request.query.days }),
  );
}
