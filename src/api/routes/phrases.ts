import { z } from 'zod';
import { buildPhrases } from '../../digest/build-phrases.ts';
import { phrasesViewSchema, type PhrasesView } from '../../domain/views.ts';
import { FAULTS, type ApiApp } from '../api-app.ts';
import type { ApiDeps } from '../api-deps.ts';
import { periodShape, spanOfPeriod, type Period } from '../period.ts';

export function addPhraseRoute(app: ApiApp, deps: ApiDeps): void {
  const find = phraseFinder(deps);
  app.get(
    '/api/phrases',
    {
      schema: {
        summary: 'What press and public say more in a period than in the eight weeks before',
        querystring: z.strictObject(periodShape),
        response: { 200: phrasesViewSchema, ...FAULTS },
      },
    },
    (request) => find({ to: request.query.to ?? null, days: request.query.days }),
  );
}

/**
 * Phrases are found by reading nine weeks of texts, which takes seconds of a large store. The last answer is given again, also to who asks while it is
 * being made, until anything is added to the store, leaves it or is told to be a reprint.
 */
function phraseFinder({ store, profile, now }: ApiDeps): (asked: Period) => Promise<PhrasesView> {
  let last: { readonly key: string; readonly view: Promise<PhrasesView> } | null = null;
  return async (asked) => {
    const totals = await store.totals();
    const span = spanOfPeriod(asked, totals.newestAt, now());
    const key = JSON.stringify([span, totals]);
    if (last?.key === key) return last.view;
    const made = { key, view: buildPhrases(store, profile, span) };
    last = made;
    // A failure is told to who asked and is not remembered.
    made.view.catch(() => (last = last === made ? null : last));
    return made.view;
  };
}
