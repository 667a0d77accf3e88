interface Node {
  readonly next: Map<string, Node>;
  /** Numbers of the phrases that end here. */
  readonly ends: number[];
}

/** Finds many phrases in one walk over a text. */
export interface PhraseTrie {
  add(syllables: readonly string[], phrase: number): void;
  /** Calls `found` for every phrase at every place, the place included. Time grows with the text and the longest phrase, not with their number. */
  walk(syllables: readonly string[], found: (phrase: number, at: number) => void): void;
}

export function createPhraseTrie(): PhraseTrie {
  const root: Node = { next: new Map(), ends: [] };
  return {
    add(syllables, phrase) {
      let node = root;
      for (const syllable of syllables) {
        const next: Node = node.next.get(syllable) ?? { next: new Map(), ends: [] };
        node.next.set(syllable, next);
        node = next;
      }
      node.ends.push(phrase);
    },
    walk(syllables, found) {
      for (let at = 0; at < syllables.length; at += 1) {
        let node: Node | undefined = root;
        for (let to = at; node && to < syllables.length; to += 1) {
          node = node.next.get(syllables[to] ?? '');
          for (const phrase of node?.ends ?? []) found(phrase, at);
        }
      }
    },
  };
}
