import { canonicalUrl, commentKey } from '../../domain/item-key.ts';
import { failed } from './failure.ts';
import { makeItem, type Draft } from './make-item.ts';
import type { Finding, Visit } from './visit.ts';

/** One post or comment as it stands on its page. There is no field for who wrote it. */
export interface Voice {
  readonly id: string;
  readonly text: string;
  readonly publishedAt: number | null;
}

export interface Thread {
  /** Canonical address. */
  readonly url: string;
  readonly title: string;
}

/** Draft of a comment: its address is its thread's with its id as fragment. */
export function commentDraft(voice: Voice, thread: Thread, visit: Visit): Draft {
  return {
    key: commentKey(visit.source.id, voice.id),
    kind: 'comment',
    url: `${thread.url}#binh-luan-${encodeURIComponent(voice.id)}`,
    title: '',
    text: voice.text,
    publishedAt: voice.publishedAt,
    threadUrl: thread.url,
    threadTitle: thread.title === '' ? null : thread.title,
  };
}

/** Findings of drafts: what is known is told as such, the rest becomes items. Skips what this visit has told of. */
export async function voiceFindings(drafts: readonly Draft[], visit: Visit): Promise<Finding[]> {
  const fresh = drafts.filter(({ key }) => !visit.seen.has(key) && visit.seen.add(key));
  const outcomes = await visit.outcomes(fresh.map(({ key }) => key));
  return fresh.map((draft): Finding => {
    const previous = outcomes.get(draft.key);
    if (previous !== undefined) return { type: 'known', key: draft.key, previous };
    try {
      return { type: 'item', item: makeItem(draft, visit.source, visit.now()) };
    } catch (err) {
      return failed(err, { key: draft.key, url: draft.url }, visit);
    }
  });
}

export interface ThreadPage {
  readonly drafts: readonly Draft[];
  /** Address of the next page; null on the last. */
  readonly next: string | null;
}

/**
 * Reads a thread page by page, up to the source's `maxPages`. What was read before a page failed is kept; the page itself is told as one
 * failed address, and the thread ends there.
 */
export async function readThread(first: string, read: (url: string) => Promise<ThreadPage>, visit: Visit): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const asked = new Set<string>();
  let next: string | null = first;
  while (next !== null && !asked.has(next) && asked.size < visit.source.maxPages) {
    const url: string = next;
    asked.add(url);
    try {
      const page = await read(url);
      findings.push(...(await voiceFindings(page.drafts, visit)));
      next = page.next;
    } catch (err) {
      findings.push(failed(err, { key: canonicalUrl(url) ?? url, url }, visit));
      return findings;
    }
  }
  return findings;
}
