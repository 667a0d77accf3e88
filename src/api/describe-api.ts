import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { ApiApp } from './api-app.ts';

/** Collects the description of all routes that are added after it; the schemas that check requests are what is described. */
export async function describeApi(app: ApiApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Dư Luận',
        version: '1',
        description:
          'Read-only. Times are ISO 8601 with +07:00, days YYYY-MM-DD in Asia/Ho_Chi_Minh. A count of null is withheld: it rests on too few public comments.',
      },
    },
    transform: jsonSchemaTransform,
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
