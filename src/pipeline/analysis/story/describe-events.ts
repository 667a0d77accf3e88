import { eventTerms, vectorOf, vocabularyOf, type EventVector, type Vocabulary } from './event-vectors.ts';

/** What is compared of a news item. */
export interface EventInput {
  readonly title: string;
  readonly lead: string;
  /** UTC milliseconds. */
  readonly at: number;
  /** Who published it; null when unknown. */
  readonly outlet: string | null;
  /** Unit ids. */
  readonly places: readonly string[];
}

/** A news item ready to be compared with others of the same set. Terms are given by their numbers, ascending. */
export interface EventItem {
  /** Title and lead. */
  readonly vector: EventVector;
  /** Of title and lead, without figures and words such as "và". */
  readonly syllables: Uint32Array;
  readonly titleSyllables: Uint32Array;
  /** Pairs of neighbours of title and lead. */
  readonly pairs: Uint32Array;
  /** How rare the terms are, by their numbers; the same for all items of the set. */
  readonly rarity: Float64Array;
  readonly numbers: ReadonlySet<string>;
  readonly at: number;
  readonly outlet: string | null;
  readonly places: readonly string[];
}

/** Rarity is that among the given items, so the same items in any order are described the same. */
export function describeEvents(inputs: readonly EventInput[]): EventItem[] {
  const terms = inputs.map(({ title, lead }) => eventTerms(title, lead));
  const vocabulary = vocabularyOf(terms.map(({ all }) => all.keys()));
  return inputs.map(({ title, lead, at, outlet, places }, index) => {
    const own = terms[index] ?? eventTerms(title, lead);
    return {
      vector: vectorOf(own.all, vocabulary),
      syllables: numbered([...own.all.keys()].filter(isSyllable), vocabulary),
      titleSyllables: numbered([...own.title.keys()].filter(isSyllable), vocabulary),
      pairs: numbered([...own.all.keys()].filter(isPair), vocabulary),
      rarity: vocabulary.rarity,
      numbers: numbersIn(`${title} ${lead}`),
      at,
      outlet,
      places,
    };
  });
}

function isPair(term: string): boolean {
  return term.includes(' ');
}

function isSyllable(term: string): boolean {
  return !isPair(term) && !/^\d/.test(term);
}

/** As whole numbers or decimals without marks between thousands: `1.902` and `1902` are one thousand nine hundred and two. */
function numbersIn(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(/\d+(?:[.,]\d{3})*(?:[.,]\d+)?/g)].map(([written]) =>
      written.replaceAll(/[.,](?=\d{3}(?!\d))/g, '').replace(',', '.'),
    ),
  );
}

function numbered(terms: readonly string[], { numberOf }: Vocabulary): Uint32Array {
  return Uint32Array.from(terms, (term) => numberOf.get(term) ?? 0).toSorted();
}
