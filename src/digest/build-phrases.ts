import type { Profile } from '../domain/profile.ts';
import type { ItemQuery } from '../domain/query.ts';
import { searchHref } from '../domain/search-url.ts';
import { dayOf } from '../domain/time.ts';
import type { PhrasesView } from '../domain/views.ts';
import { isDrawn } from '../pipeline/analysis/drawn-share.ts';
import { watchPhrases, type PhraseEvidence, type RisingPhrase, type WatchedText } from '../pipeline/analysis/phrase/watch-phrases.ts';
import { withholdSmall } from '../privacy/minimum-group.ts';
import type { Store } from '../store/store.ts';
import { newsOf, publicOf, type Span } from './count-span.ts';
import { findWeeksBefore } from './find-weeks-before.ts';

/** Two months even out single events and are still the present. */
const WEEKS_BEFORE = 8;
/** What can be read at a glance. */
const PHRASES_SHOWN = 10;
/** Some that the search finds to be said less than the fixed sample made it seem are left out, so a few more are looked at. */
const PHRASES_READ = 15;
/** Texts of the period that are held at once: some 30 MB. More tell nothing new of what is said much. */
const MOST_TEXTS = 10_000;
const MOST_BEFORE = 40_000;
/** Title and lead of an article, nearly all of a comment. What comes after repeats it or is background. UTF-16 units. */
const TEXT_READ = 1_200;
/** A phrase of fewer texts is a turn of speech of one writer. */
const FEWEST_TEXTS = 5;
/** One outlet's own formula is no trend. */
const FEWEST_OUTLETS = 2;

type PhraseList = PhrasesView['lists'][number];

interface Times {
  readonly now: ItemQuery;
  readonly before: ItemQuery;
}

/** What press and public say more in `span` than in up to eight weeks before it. Each number is what the search behind it finds. */
export async function buildPhrases(store: Store, profile: Profile, span: Span): Promise<PhrasesView> {
  const before = await findWeeksBefore(store, span.from, WEEKS_BEFORE);
  const { minimumGroup } = profile;
  const fewestOfPublic = Math.max(FEWEST_TEXTS, minimumGroup);
  return {
    from: dayOf(span.from),
    to: dayOf(span.to - 1),
    previousFrom: dayOf(before.from),
    weeksBefore: before.weeks,
    lists: [
      {
        audience: 'news',
        ...(await listOf(
          store,
          { now: newsOf(span), before: newsOf(before) },
          { fewestTexts: FEWEST_TEXTS, fewestVoices: FEWEST_OUTLETS },
          1,
        )),
      },
      {
        audience: 'public',
        ...(await listOf(
          store,
          { now: publicOf(span), before: publicOf(before) },
          { fewestTexts: fewestOfPublic, fewestVoices: 0 },
          minimumGroup,
        )),
      },
    ],
  };
}

async function listOf(store: Store, times: Times, evidence: PhraseEvidence, minimum: number): Promise<Omit<PhraseList, 'audience'>> {
  const nowTotal = await totalOf(store, times.now);
  const beforeTotal = await totalOf(store, times.before);
  const isSample = nowTotal > MOST_TEXTS || beforeTotal > MOST_BEFORE;
  if (nowTotal < evidence.fewestTexts || beforeTotal === 0) return { isSample, phrases: [] };
  const texts: WatchedText[] = [];
  for await (const text of readTexts(store, times.now, { most: MOST_TEXTS, total: nowTotal })) texts.push(text);
  const watch = watchPhrases(texts, evidence);
  for await (const { text } of readTexts(store, times.before, { most: MOST_BEFORE, total: beforeTotal })) watch.addBefore(text);
  const phrases: PhraseList['phrases'] = [];
  for (const rising of watch.rising(PHRASES_READ)) {
    const phrase = await countPhrase(store, rising, times, minimum);
    if (phrase.count >= evidence.fewestTexts && phrases.length < PHRASES_SHOWN) phrases.push(phrase);
  }
  return { isSample, phrases };
}

async function totalOf(store: Store, query: ItemQuery): Promise<number> {
  return (await store.search(query, { limit: 1, cursor: null })).total;
}

async function* readTexts(store: Store, query: ItemQuery, { most, total }: { most: number; total: number }): AsyncGenerator<WatchedText> {
  for await (const { id, title, text, outlet } of store.scan(query)) {
    if (isDrawn(id, most, total)) yield { text: `${title}\n${text}`.slice(0, TEXT_READ), voice: outlet };
  }
}

/** Shows what a search for the phrase finds, so that every number opens as many items as it says. */
async function countPhrase(
  store: Store,
  { words, key }: RisingPhrase,
  { now, before }: Times,
  minimum: number,
): Promise<PhraseList['phrases'][number]> {
  const text = `"${key}"`;
  const [shownBefore = null] = withholdSmall([await totalOf(store, { ...before, text })], minimum, false);
  return {
    words: [...words],
    count: await totalOf(store, { ...now, text }),
    href: searchHref({ ...now, text }),
    before: shownBefore,
    beforeHref: searchHref({ ...before, text }),
  };
}
