import { z } from 'zod';
import { findNearDuplicates } from './near-duplicates.ts';

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });

/**
 * All lines of `du-luan try duplicates`: `{id, text}` gives `{id, duplicateOf, similarity, how}`, one answer per line, in order. A line of
 * another shape is answered with BAD_REQUEST and compared with nothing.
 */
export function duplicatesFilter(lines: readonly unknown[]): object[] {
  const parsed = lines.map((line) => lineSchema.safeParse(line));
  // The place stands for the id, which may repeat and may be a number.
  const texts = parsed.flatMap((line, at) => (line.success ? [{ id: String(at), text: line.data.text }] : []));
  const found = new Map(findNearDuplicates(texts).map((each) => [Number(each.id), each]));
  return parsed.map((line, at) => {
    if (!line.success)
      return { id: idOf(lines[at]), error: { code: 'BAD_REQUEST', message: `expected {id, text}: ${z.prettifyError(line.error)}` } };
    const { duplicateOf = null, similarity = 0, how = null } = found.get(at) ?? {};
    const original = duplicateOf === null ? undefined : parsed[Number(duplicateOf)];
    return { id: line.data.id, duplicateOf: original?.data?.id ?? null, similarity, how };
  });
}

function idOf(line: unknown): unknown {
  return typeof line === 'object' && line !== null && 'id' in line ? line.id : null;
}
