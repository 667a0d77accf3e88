import { rawItemSchema, type ItemKind, type RawItem } from '../../domain/raw-item.ts';
import type { Source } from '../../domain/source.ts';
import { cleanText } from '../../language/fold.ts';
import { writerOf, type Writer } from '../../privacy/find-people.ts';
import { redact } from '../../privacy/redact.ts';

/** An item before cleaning and redaction. Lives within one call; it is never stored, logged or queued. */
export interface Draft {
  readonly key: string;
  readonly kind: ItemKind;
  readonly url: string;
  readonly title: string;
  readonly text: string;
  /** As the source says it, UTC milliseconds; null when it does not. */
  readonly publishedAt: number | null;
  readonly threadUrl: string | null;
  readonly threadTitle: string | null;
}

/** An article of 50,000 characters fills 20 printed pages; what is longer is a list or a decree, of which the beginning tells the topic. */
const LONGEST_TEXT = 50_000;
const LONGEST_TITLE = 500;
/** Text beyond this is not even redacted. Far above LONGEST_TEXT, so that a number cut in two never lies in what is kept. */
const LONGEST_READ = 4 * LONGEST_TEXT;
/** Clocks of servers go wrong by minutes; what is further ahead is an event's date or a mistake. */
const FUTURE_MS = 15 * 60_000;
/** No Vietnamese newspaper was online before; 0 and negative times come from empty fields. */
const EARLIEST = Date.UTC(1995, 0, 1);
/** Control characters break terminals, XML and CSV alike. Newlines and tabs stay. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/**
 * Cleans and redacts a draft into what may leave the crawler.
 * @throws ZodError when the draft does not fit, such as a key longer than 2,200 characters.
 */
export function makeItem(draft: Draft, source: Source, seenAt: number): RawItem {
  const writer = writerOf(draft.kind);
  const title = cleanOne(draft.title.replaceAll(/\s+/g, ' '), LONGEST_TITLE, writer);
  const text = cleanOne(draft.text, LONGEST_TEXT, writer);
  const thread = draft.threadTitle === null ? null : cleanOne(draft.threadTitle.replaceAll(/\s+/g, ' '), LONGEST_TITLE, writer);
  return rawItemSchema.parse({
    key: draft.key,
    kind: draft.kind,
    sourceId: source.id,
    outlet: source.outlet,
    url: draft.url,
    title: title.text,
    text: text.text,
    publishedAt: trustedTime(draft.publishedAt, seenAt),
    seenAt,
    threadUrl: draft.threadUrl,
    threadTitle: thread?.text ?? null,
    redactionCount: title.count + text.count + (thread?.count ?? 0),
  });
}

/** The time if it can be true: not before the web, not more than 15 minutes ahead of `now`. null otherwise, never a guess. */
export function trustedTime(at: number | null, now: number): number | null {
  return at !== null && Number.isFinite(at) && at >= EARLIEST && at <= now + FUTURE_MS ? Math.trunc(at) : null;
}

function cleanOne(raw: string, longest: number, writer: Writer): { readonly text: string; readonly count: number } {
  const clean = cleanText(raw.slice(0, LONGEST_READ).toWellFormed().replaceAll(CONTROL, ' ')).trim();
  const { text, redactions } = redact(clean, writer);
  // A cut may split a surrogate pair; toWellFormed mends it.
  return { text: text.length > longest ? text.slice(0, longest).toWellFormed() : text, count: redactions.length };
}
