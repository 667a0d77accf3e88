import { z } from 'zod';
import { addressKey, canonicalUrl, commentKey } from '../../domain/item-key.ts';
import { itemKindSchema, rawItemSchema, type RawItem } from '../../domain/raw-item.ts';
import { cleanText } from '../../language/fold.ts';
import { writerOf } from '../../privacy/find-people.ts';
import { redact } from '../../privacy/redact.ts';

/** A comment of a long debate; beyond it the line is no comment but a mistake in the export. */
const MAX_TEXT = 200_000;

/** What is read of an imported line. Everything else, names of people above all, is not even looked at. */
const importLineSchema = z
  .object({
    kind: itemKindSchema,
    title: z.string().max(2_000).default(''),
    text: z.string().max(MAX_TEXT),
    url: z.string().optional(),
    id: z.union([z.string(), z.number()]).optional(),
    publishedAt: z.iso.datetime({ offset: true }).nullable().default(null),
    outlet: z.string().nullable().default(null),
    threadUrl: z.string().nullable().default(null),
    threadTitle: z.string().nullable().default(null),
  })
  .refine((line) => line.title.trim() !== '' || line.text.trim() !== '', 'title and text are both empty');

/** A clock may be wrong by this much; a later time is no time of publication. */
const MAX_AHEAD_MS = 15 * 60_000;

/**
 * One item of another tool's export, a hotline log or a field report, redacted. Times in the future are dropped.
 * @throws Error with what is wrong with the line, for a person
 */
export function importItem(value: unknown, from: { sourceId: string; now: number }): RawItem {
  const parsed = importLineSchema.safeParse(value);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error).replaceAll(/\s*\n\s*/g, ' '));
  const line = parsed.data;
  const { key, url } = identify(line, from.sourceId);
  const writer = writerOf(line.kind);
  const title = redact(cleanText(line.title.trim()), writer);
  const text = redact(cleanText(line.text.trim()), writer);
  const threadTitle = line.threadTitle === null ? null : redact(cleanText(line.threadTitle.trim()), writer);
  const publishedAt = line.publishedAt === null ? null : Date.parse(line.publishedAt);
  return rawItemSchema.parse({
    key,
    kind: line.kind,
    sourceId: from.sourceId,
    outlet: line.outlet,
    url,
    title: title.text,
    text: text.text,
    publishedAt: publishedAt !== null && publishedAt <= from.now + MAX_AHEAD_MS ? publishedAt : null,
    seenAt: from.now,
    threadUrl: line.threadUrl === null ? null : canonicalUrl(line.threadUrl),
    threadTitle: threadTitle?.text ?? null,
    redactionCount: title.redactions.length + text.redactions.length + (threadTitle?.redactions.length ?? 0),
  });
}

/** News live by their address; what has only an id lives by source and id, and its address names both. */
function identify(line: z.infer<typeof importLineSchema>, sourceId: string): { key: string; url: string } {
  const address = line.url === undefined ? null : canonicalUrl(line.url);
  if (line.url !== undefined && address === null) throw new Error(`url is no web address: ${line.url.slice(0, 100)}`);
  if (line.id !== undefined && (line.kind !== 'news' || address === null)) {
    const id = String(line.id);
    return { key: commentKey(sourceId, id), url: `${address ?? `import:${sourceId}`}#${encodeURIComponent(id)}` };
  }
  if (address === null) throw new Error('the line has neither url nor id');
  return { key: addressKey(address), url: address };
}
