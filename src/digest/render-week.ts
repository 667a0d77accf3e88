import { figuresOfWeek } from './close-week.ts';
import type { DigestDeps } from './build-snapshot.ts';
import { readQuotes } from './read-quotes.ts';
import { renderHtml } from './render-html.ts';

/** The digest of a week as it stands: frozen when the week is closed, else as of now. Writes nothing. @throws BAD_REQUEST as `figuresOfWeek` and `renderHtml`. */
export async function renderWeek(deps: DigestDeps, week: string, baseUrl: string): Promise<{ html: string; isClosed: boolean }> {
  const { snapshot, isClosed } = await figuresOfWeek(deps, week);
  return { html: renderHtml(snapshot, { baseUrl, isClosed, quotes: await readQuotes(deps.store, snapshot) }), isClosed };
}
