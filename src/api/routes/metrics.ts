import type { ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';

/** What answers no route of ours: refused hosts, addresses that a stranger made up. */
const NO_ROUTE = 'none';

/** Counts every answer, refused ones included, and serves `GET /metrics` for Prometheus. Call it before the routes are added. */
export function addMetrics(app: ApiApp, { metrics }: ApiDeps): void {
  if (!metrics) return;
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? NO_ROUTE : (request.routeOptions.url ?? NO_ROUTE);
    metrics.answered({ route, status: reply.statusCode, seconds: reply.elapsedTime / 1_000 });
    done();
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .type(metrics.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.text()),
  );
}
