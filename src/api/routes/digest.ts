import { z } from 'zod';
import { weekToShow } from '../../digest/close-week.ts';
import { DIGEST_STYLE } from '../../digest/digest-style.ts';
import { renderWeek } from '../../digest/render-week.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';
import { policyOfStyle } from '../security-headers.ts';

const weekSchema = z.object({ week: z.string().max(20) });
const POLICY = policyOfStyle(DIGEST_STYLE);

/**
 * The weekly digest as a page. Reading closes nothing: whoever looks at a week while its items are still coming in must not freeze
 * half of them.
 */
export function addDigestRoutes(app: ApiApp, deps: ApiDeps): void {
  app.get('/ban-tin', { schema: { hide: true } }, async (_request, reply) => reply.redirect(`/ban-tin/${await weekToShow(deps)}`));
  app.get('/ban-tin/:week', { schema: { hide: true, params: weekSchema } }, async (request, reply) => {
    // The name in the Host header has been checked, so a saved page opens the server that it came from.
    const { html } = await renderWeek(deps, request.params.week, `${request.protocol}://${request.host}`);
    return reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(html);
  });
}
