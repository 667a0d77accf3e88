import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { words } from '../../src/language/tokenize.ts';
import { loadContent } from '../../src/demo/load-content.ts';
import type { WrittenArticle, WrittenUtterance } from '../../src/demo/content-schema.ts';
import { loadProfile } from '../../src/profiles/load-profile.ts';

const content = await loadContent();
const originals = content.articles.filter(({ reprintOf }) => reprintOf === null);
const onTopic = originals.filter(({ offTopic }) => !offTopic);
const reprints = content.articles.filter(({ reprintOf }) => reprintOf !== null);
const comments = content.commentThreads.flatMap((thread) => thread.comments);
const posts = content.forumThreads.flatMap((thread) => thread.posts);
const voices: readonly WrittenUtterance[] = [...comments, ...posts];

const dayOf = ({ at }: { at: string }): number => Number(at.split(' ')[0]);
/** Minutes from the beginning of day 0; sorts as time does. */
const minuteOf = ({ at }: { at: string }): number => {
  const [day, clock] = at.split(' ');
  const [hour, minute] = (clock ?? '').split(':').map(Number);
  return Number(day) * 1_440 + (hour ?? 0) * 60 + (minute ?? 0);
};
const textOf = ({ title, lead, body }: WrittenArticle): string => [title, lead, ...body].join('\n');

const shingles = (article: WrittenArticle): Set<string> => {
  const found = words([article.lead, ...article.body].join(' '));
  return new Set(found.slice(2).map((_, index) => found.slice(index, index + 3).join(' ')));
};
const containment = (a: WrittenArticle, b: WrittenArticle): number => {
  const [first, second] = [shingles(a), shingles(b)];
  return first.intersection(second).size / Math.min(first.size, second.size);
};

/** Share of the voices of these days that state a stance. */
const share = (from: number, to: number, stance: string): number => {
  const stated = voices.filter((voice) => dayOf(voice) >= from && dayOf(voice) <= to && voice.stance !== 'none');
  return stated.filter((voice) => voice.stance === stance).length / stated.length;
};

const perDay = (day: number): number => [...content.articles, ...voices].filter((each) => dayOf(each) === day).length;

describe('how much there is', () => {
  test('the newsroom is large enough for every view to have something to say', () => {
    expect(onTopic.length).toBeGreaterThanOrEqual(70);
    expect(originals.length - onTopic.length).toBeGreaterThanOrEqual(15);
    expect(reprints.length).toBeGreaterThanOrEqual(12);
    expect(voices.length).toBeGreaterThanOrEqual(110);
    expect(content.articles.length + voices.length).toBeGreaterThanOrEqual(180);
  });

  test('news come from at least six outlets of at least four houses, none of them nearly silent', () => {
    const counts = new Map<string, number>();
    for (const { outlet } of content.articles) counts.set(outlet, (counts.get(outlet) ?? 0) + 1);
    const families = new Set([...counts.keys()].map((id) => content.outlets.find((outlet) => outlet.id === id)?.family));
    expect(counts.size).toBeGreaterThanOrEqual(6);
    expect(families.size).toBeGreaterThanOrEqual(4);
    expect(families.has(undefined)).toBe(false);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(5);
  });

  test('every one of the four weeks has news and public voices, on nearly every day', () => {
    for (const week of [-27, -20, -13, -6]) {
      const inWeek = (each: { at: string }): boolean => dayOf(each) >= week && dayOf(each) < week + 7;
      expect(content.articles.filter(inWeek).length).toBeGreaterThanOrEqual(20);
      expect(voices.filter(inWeek).length).toBeGreaterThanOrEqual(20);
    }
    expect(new Set(content.articles.map(dayOf)).size).toBeGreaterThanOrEqual(26);
  });

  test('files stay small enough to be read', async () => {
    const folder = fileURLToPath(new URL('../../src/demo/content/', import.meta.url));
    const files = await Promise.all(
      (await readdir(folder)).map(async (name) => [name, await readFile(`${folder}${name}`, 'utf8')] as const),
    );
    expect(files.filter(([, text]) => text.split('\n').length > 400).map(([name]) => name)).toEqual([]);
  });
});

describe('that it holds together', () => {
  test('no id occurs twice', () => {
    const ids = [...content.articles, ...content.commentThreads, ...content.forumThreads, ...voices].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('every outlet that writes has a site, and every site an outlet', () => {
    const sites = new Set(content.sites.map(({ outlet }) => outlet));
    expect(content.articles.map(({ outlet }) => outlet).filter((outlet) => !sites.has(outlet))).toEqual([]);
    expect([...sites].filter((id) => !content.outlets.some((outlet) => outlet.id === id))).toEqual([]);
  });

  test('nothing is later than a quarter past seven on day 0, nor earlier than day -27', () => {
    const minutes = [...content.articles, ...voices].map(minuteOf);
    expect(Math.max(...minutes)).toBeLessThanOrEqual(7 * 60 + 15);
    expect(Math.min(...minutes)).toBeGreaterThanOrEqual(-27 * 1_440);
  });

  test('comments follow the article that they answer, and posts each other', () => {
    const articles = new Map(content.articles.map((article) => [article.id, article]));
    for (const thread of content.commentThreads) {
      const article = articles.get(thread.article);
      const times = thread.comments.map(minuteOf);
      const isAfter = article !== undefined && Math.min(...times) > minuteOf(article);
      expect({ id: thread.id, isAfter, times }).toEqual({ id: thread.id, isAfter: true, times: times.toSorted((a, b) => a - b) });
    }
    for (const thread of content.forumThreads) {
      const times = thread.posts.map(minuteOf);
      expect([thread.id, ...times]).toEqual([thread.id, ...times.toSorted((a, b) => a - b)]);
    }
  });

  test('a post quotes only what its thread has said before', () => {
    const early = content.forumThreads.flatMap(({ posts: inThread }) =>
      inThread.filter(({ quotes }, index) => quotes !== undefined && !inThread.slice(0, index).some(({ id }) => id === quotes)),
    );
    expect(early).toEqual([]);
  });

  test('every ward, commune and special zone that is named exists since July 2025', async () => {
    const dir = fileURLToPath(new URL('../../profiles', import.meta.url));
    const profiles = await Promise.all(['hai-phong', 'ha-tinh'].map((id) => loadProfile(dir, id)));
    const known = new Set(profiles.flatMap(({ places }) => places.map(({ name }) => name.toLowerCase())));
    const named = /(?:[Pp]hường|[Xx]ã|[Đđ]ặc khu)(?: \p{Lu}\p{L}*)+/gu;
    const texts = [...content.articles.map(textOf), ...voices.map(({ text }) => text)];
    const found = texts.flatMap((text) => [...text.matchAll(named)].map(([name]) => name));
    const unknown = found.filter((name) => !known.has(name.toLowerCase()));
    expect(found.length).toBeGreaterThan(100);
    expect(unknown).toEqual([]);
  });
});

describe('reprints', () => {
  test('each is nearly its original, from another outlet, later by at most two days', () => {
    for (const reprint of reprints) {
      const original = originals.find(({ id }) => id === reprint.reprintOf);
      if (!original) throw new Error(`${reprint.id} has no original`);
      expect(containment(reprint, original)).toBeGreaterThanOrEqual(0.85);
      expect(reprint.outlet).not.toBe(original.outlet);
      const later = minuteOf(reprint) - minuteOf(original);
      expect(later).toBeGreaterThan(0);
      expect(later).toBeLessThanOrEqual(2 * 1_440);
    }
  });

  test('some are verbatim, some edited, and some cross houses', () => {
    const exact = reprints.filter((reprint) => {
      const original = originals.find(({ id }) => id === reprint.reprintOf);
      return original && textOf(original) === textOf(reprint);
    });
    expect(exact.length).toBeGreaterThanOrEqual(4);
    expect(reprints.length - exact.length).toBeGreaterThanOrEqual(6);
  });

  test('a swap that finds nothing to replace would be a slip', async () => {
    const file = JSON.parse(await readFile(new URL('../../src/demo/content/news-reprints.json', import.meta.url), 'utf8')) as {
      reprints: { id: string; of: string; swap?: [string, string][] }[];
    };
    for (const { id, of, swap } of file.reprints) {
      const original = originals.find((article) => article.id === of);
      for (const [from] of swap ?? []) expect([id, original ? textOf(original) : ''].join(' ')).toContain(from);
    }
  });

  test('originals do not resemble each other', () => {
    const alike: [string, string][] = [];
    for (const [index, a] of originals.entries())
      for (const b of originals.slice(index + 1)) if (containment(a, b) >= 0.3) alike.push([a.id, b.id]);
    expect(alike).toEqual([]);
  });
});

describe('the stories that the weeks tell', () => {
  test('between the last two weeks support falls and opposition rises', () => {
    expect(share(-13, -7, 'support') - share(-6, 0, 'support')).toBeGreaterThan(0.25);
    expect(share(-6, 0, 'oppose') - share(-13, -7, 'oppose')).toBeGreaterThan(0.25);
  });

  test('every stance and every act is spoken', () => {
    expect(new Set(voices.map(({ stance }) => stance))).toEqual(new Set(['support', 'oppose', 'concern', 'none']));
    expect(new Set(voices.flatMap(({ acts }) => acts))).toEqual(new Set(['complaint', 'proposal', 'question']));
  });

  test('the crash at the junction stands out of all days before it', () => {
    const before = Array.from({ length: 20 }, (_, index) => perDay(-27 + index));
    expect(perDay(-3)).toBeGreaterThan(2 * Math.max(...before.slice(1)));
    expect(onTopic.filter(({ story }) => story === 'junction').length).toBeGreaterThanOrEqual(10);
  });

  test('the rumour is on its way for three days before it is refuted, and fades after', () => {
    const told = voices.filter(({ claim }) => claim === 'rumour').map(minuteOf);
    const answered = Math.min(...onTopic.filter(({ kind }) => kind === 'rebuttal').map(minuteOf));
    expect(told.length).toBeGreaterThanOrEqual(10);
    expect(Math.floor(Math.min(...told) / 1_440)).toBe(-6);
    expect(Math.floor(answered / 1_440)).toBe(-3);
    expect(told.filter((minute) => minute < answered).length).toBeGreaterThanOrEqual(5 * told.filter((minute) => minute > answered).length);
  });

  test('the rumour names its false figures, and is told with and without diacritics', () => {
    const told = voices.filter(({ claim }) => claim === 'rumour').map(({ text }) => text);
    expect(told.filter((text) => /6\s?(triệu|tr)/.test(text)).length).toBeGreaterThanOrEqual(8);
    expect(told.some((text) => !/[^\u0020-\u007e]/.test(text))).toBe(true);
  });

  test('Directive 23 has conferences, plans and reviews in both provinces', () => {
    const events = onTopic.filter(({ event }) => event !== undefined);
    const count = (event: string): number => events.filter((article) => article.event === event).length;
    for (const event of ['conference', 'plan', 'review']) expect(count(event)).toBeGreaterThanOrEqual(3);
    expect(events.filter((article) => textOf(article).includes('Hà Tĩnh')).length).toBeGreaterThanOrEqual(4);
    expect(
      events.filter(
        (article) =>
          !textOf(article)
            .toLowerCase()
            .includes(article.unit?.toLowerCase() ?? '–'),
      ),
    ).toEqual([]);
  });

  test('the movements of the plan are named word for word', () => {
    const all = content.articles.map(textOf).join('\n');
    expect(all).toContain('Thượng tôn pháp luật để xây dựng văn hóa giao thông an toàn');
    expect(all).toContain('Toàn dân tham gia bảo đảm trật tự, an toàn giao thông');
    expect(all).toContain('Toàn dân thực hiện văn hóa giao thông');
  });

  test('two people may say the same, and some say what must be masked', () => {
    expect(comments.filter(({ text }) => text === 'Chuẩn luôn').length).toBeGreaterThanOrEqual(2);
    const all = voices.map(({ text }) => text).join('\n');
    for (const personal of [/09\d{2} \d{3} \d{3}/, /\d{2}[A-Z]-\d{3}\.\d{2}/, /\S+@\S+\.\w+/, /(^|\s)@\w/m]) expect(all).toMatch(personal);
  });
});
