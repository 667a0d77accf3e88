import { failed } from './failure.ts';
import type { Draft } from './make-item.ts';
import { endsVisit } from './platform.ts';
import { voiceFindings } from './read-thread.ts';
import type { Finding, Visit } from './visit.ts';

/** One page of posts or comments of an API. */
export interface VoicePage {
  readonly drafts: readonly Draft[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
  /** Answers of which the page holds the first only: read to the end when one of `keys` is new. */
  readonly deeper: readonly { readonly keys: readonly string[]; readonly read: ReadVoicePage }[];
}

/** null asks for the first page. */
export type ReadVoicePage = (cursor: string | null) => Promise<VoicePage>;

/**
 * Reads pages that stand newest first, up to the source's `maxPages`, and stops at the first without anything new. After a visit that was not
 * complete it goes on behind what is known. A page that fails is told as one failed address `at`; what concerns the key is left to the visit.
 */
export async function readPages(
  read: ReadVoicePage,
  at: { readonly key: string; readonly url: string },
  visit: Visit,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const wasComplete = isComplete(visit);
  const asked = new Set<string>();
  try {
    for (let cursor: string | null = null; asked.size < visit.source.maxPages;) {
      const page: VoicePage = await read(cursor);
      const told = await voiceFindings(page.drafts, visit);
      findings.push(...told);
      const fresh = new Set(told.flatMap((each) => (each.type === 'item' ? [each.item.key] : [])));
      for (const { keys, read: readDeeper } of page.deeper)
        if (keys.some((key) => fresh.has(key))) findings.push(...(await readPages(readDeeper, at, visit)));
      asked.add(cursor ?? '');
      cursor = page.next;
      if (cursor === null || asked.has(cursor) || visit.notes.refusal) return findings;
      if (wasComplete && told.length > 0 && fresh.size === 0) return findings;
    }
  } catch (err) {
    if (endsVisit(err)) visit.notes.refusal ??= err;
    else findings.push(failed(err, at, visit));
  }
  return findings;
}

/** Whether the last visit has read everything down to what was known then. */
export function isComplete({ previous }: Visit): boolean {
  return previous?.state === 'ok' || previous?.state === 'not-modified';
}
