import { z } from 'zod';
import { fillAnalysis, itemSchema, newsKindValue, type Item } from '../../domain/item.ts';
import { headingOf, type StoryAssignment } from '../../domain/story.ts';
import { indexedText } from '../../language/search-terms.ts';
import { keywordTerm } from './keyword-term.ts';

/** An item as it lies in Elasticsearch: the fields that filters, counts and sorting need, and the item itself. */
export function toDocument(given: Item): Record<string, unknown> {
  // The schema is strict: a field that it does not name, such as an author's, never leaves this process.
  const { storyId, reprintOf, ...doc } = itemSchema.parse(given);
  const { analysis } = doc;
  return {
    id: doc.id,
    kind: doc.kind,
    isNews: doc.kind === 'news',
    isNamed: headingOf(doc) !== '',
    sourceId: doc.sourceId,
    outlet: doc.outlet ?? 'unknown',
    publishedAt: doc.publishedAt,
    topics: analysis.topics,
    mainTopic: analysis.topics[0] ?? null,
    tone: analysis.tone ?? 'abstained',
    stance: analysis.stance ?? 'abstained',
    acts: analysis.acts,
    checkable: analysis.checkable,
    newsKind: newsKindValue(doc),
    events: [...new Set(analysis.events.map((event) => event.type))],
    places: [...new Set(analysis.places.map((place) => place.unit))],
    threadUrl: doc.threadUrl === null ? null : keywordTerm(doc.threadUrl),
    ...storyFields({ storyId, reprintOf }),
    ...indexedText(doc.title, doc.text),
    doc,
  };
}

/** The part of a document that the story keeper changes. */
export function storyFields(assignment: Pick<StoryAssignment, 'storyId' | 'reprintOf'>): Record<string, unknown> {
  return { storyId: assignment.storyId, reprintOf: assignment.reprintOf, isReprint: assignment.reprintOf !== null };
}

const sourceSchema = z.object({
  storyId: z.string().nullish(),
  reprintOf: z.string().nullish(),
  doc: z.custom<Omit<Item, 'storyId' | 'reprintOf'>>((value) => typeof value === 'object' && value !== null),
});

/** The item of a hit. What lies in the index was written by `toDocument`, so only its frame is checked. */
export function fromSource(source: unknown): Item {
  const { doc, storyId, reprintOf } = sourceSchema.parse(source);
  return { ...doc, analysis: fillAnalysis(doc.analysis), storyId: storyId ?? null, reprintOf: reprintOf ?? null };
}

/** Fields to ask for when only the item is wanted: the words stay where they are. */
export const ITEM_SOURCE = ['doc', 'storyId', 'reprintOf'];
