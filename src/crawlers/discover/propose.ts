import type { Source } from '../../domain/source.ts';
import { foldBare } from '../../language/fold.ts';
import type { FoundListing } from './find-listings.ts';
import type { ListingLink } from './listing-links.ts';

/** Words of addresses and names that tell no section from another. */
const EMPTY_WORDS: ReadonlySet<string> = new Set(
  'https http www com vn net org rss feed feeds xml htm html aspx atom sitemap news index page trang chu tin bao tuc va'.split(' '),
);

/** How many words of its section a listing's address and title share with the source's. 0: it is of the whole site, or of something else. */
export function resemblance(source: Source, link: ListingLink): number {
  const wanted = wordsOf(`${pathOf(source.url)} ${source.name.split(':').slice(1).join(' ')}`);
  return [...wordsOf(`${pathOf(link.url)} ${link.title}`)].filter((word) => wanted.has(word)).length;
}

/** The listing that most likely stands for the source: most of its words, then feeds before sitemaps, then the order found. null without any. */
export function bestFor(source: Source, found: readonly FoundListing[]): FoundListing | null {
  const others = found.filter(({ url }) => url !== source.url);
  const score = (one: FoundListing): number => resemblance(source, one) * 2 + (one.kind === 'feed' ? 1 : 0);
  return others.toSorted((a, b) => score(b) - score(a))[0] ?? null;
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? '';
}

function wordsOf(text: string): Set<string> {
  return new Set(
    foldBare(text)
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 1 && !EMPTY_WORDS.has(word) && !/^\d+$/.test(word)),
  );
}
