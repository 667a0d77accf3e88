import { z } from 'zod';
import { assignStories, type StoryInput } from './cluster-stories.ts';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().default(''),
  summary: z.string().optional(),
  text: z.string().optional(),
  url: z.string().optional(),
  outlet: z.string().optional(),
  seen_at: z.iso.datetime({ offset: true }).nullish(),
});

/** As the story keeper does it: more than the lead only adds cost. */
const LEAD_CHARS = 600;

/**
 * All lines of `du-luan try stories`: `{id, outlet, title, summary | text, seen_at}` gives `{id, story}`, one answer per line, in order. Lines
 * without a time join a story only as reprints. A line of another shape is answered with BAD_REQUEST and belongs to nothing.
 */
export function storiesFilter(lines: readonly unknown[]): object[] {
  const parsed = lines.map((line) => lineSchema.safeParse(line));
  const items = parsed.flatMap((line, at): StoryInput[] => {
    if (!line.success) return [];
    const { title, summary, text, url, outlet, seen_at: seenAt } = line.data;
    return [
      {
        id: String(line.data.id),
        kind: 'news',
        title,
        text: (summary ?? text ?? '').slice(0, LEAD_CHARS),
        publishedAt: seenAt ? Date.parse(seenAt) : null,
        url: url ?? String(at),
        outlet: outlet ?? URL.parse(url ?? '')?.hostname ?? null,
        threadUrl: null,
        places: [],
      },
    ];
  });
  const storyOf = new Map(assignStories(items).map((each) => [each.itemId, each.storyId]));
  return parsed.map((line, at) => {
    if (line.success) return { id: line.data.id, story: storyOf.get(String(line.data.id)) ?? null };
    return {
      id: idOf(lines[at]),
      error: { code: 'BAD_REQUEST', message: `expected {id, title, seen_at}: ${z.prettifyError(line.error)}` },
    };
  });
}

function idOf(line: unknown): unknown {
  return typeof line === 'object' && line !== null && 'id' in line ? line.id : null;
}
