import type { Item } from '../../src/domain/item.ts';
import { itemId } from '../../src/domain/item-key.ts';
import { NEWS_KINDS } from '../../src/domain/news-kind.ts';
import { ACTS, STANCES, TONES } from '../../src/domain/opinion.ts';
import type { NewsEvent } from '../../src/domain/news-event.ts';
import type { Settlement } from '../../src/domain/outcome.ts';
import { ITEM_KINDS, type RawItem } from '../../src/domain/raw-item.ts';
import { TOPICS } from '../../src/domain/topic.ts';
import type { QueuedItem } from '../../src/queue/queue.ts';
import { DAY_MS, startOfDay } from '../../src/domain/time.ts';

/** Items for the contracts of queue and store. Everything is invented. */

export const MONDAY = startOfDay('2026-08-17');

export function sampleRaw(name: string, over: Partial<RawItem> = {}): RawItem {
  return {
    key: `https://bao.example/${name}`,
    kind: 'news',
    sourceId: 'bao-example',
    outlet: 'bao-example',
    url: `https://bao.example/${name}`,
    title: `Bài ${name}`,
    text: 'Lực lượng chức năng ra quân.',
    publishedAt: MONDAY,
    seenAt: MONDAY + 1,
    threadUrl: null,
    threadTitle: null,
    redactionCount: 0,
    ...over,
  };
}

export function queued(name: string, over: Partial<RawItem> = {}): QueuedItem {
  const item = sampleRaw(name, over);
  return { id: item.key, item };
}

export function sampleEvent(type: 'conference' | 'plan' | 'review'): NewsEvent {
  return { type, evidence: { field: 'text', start: 0, end: 9 }, written: 'Thành ủy', unit: null, date: '2023-09-14' };
}

const ANALYSIS: Item['analysis'] = {
  relevant: true,
  topics: ['enforcement'],
  tone: 'neutral',
  toneGuess: 'neutral',
  stance: 'none',
  stanceGuess: 'none',
  acts: [],
  checkable: false,
  newsKind: 'report',
  events: [],
  toxic: false,
  places: [],
  confidence: { relevant: 0.9, topic: 0.8, tone: 0.7, stance: 0.6, checkable: 0.5, toxic: 0.9 },
  models: 'tone-1,topic-1',
  corrected: [],
};

export interface ItemChanges extends Partial<Omit<Item, 'analysis'>> {
  readonly analysis?: Partial<Item['analysis']>;
}

export function sampleItem(name: string, { analysis, ...over }: ItemChanges = {}): Item {
  const raw = sampleRaw(name);
  const item = { ...raw, ...over };
  return { id: itemId(item.key, item.seenAt), reprintOf: null, storyId: null, ...item, analysis: { ...ANALYSIS, ...analysis } };
}

export function saved(...items: readonly Item[]): Settlement[] {
  return items.map((item) => ({ outcome: 'saved', item }));
}

/** Mulberry32: small, seeded, good enough to mix samples. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WORDS = (
  'nồng độ cồn phạt nguội xe máy ô tô tai nạn trên quốc lộ đường dương duong nóng đỏ con học sinh đội mũ bảo hiểm ' +
  'vỉa hè lấn chiếm lòng cảnh sát giao thông kiểm tra tuyến phố trung tâm người dân ủng hộ băn khoăn mức xử lý hòa hoà thuỷ'
).split(' ');
const UNITS = ['hai-phong/phuong/le-chan', 'hai-phong/xa/an-lao', 'ha-tinh/xa/ky-anh', 'ha-tinh/phuong/tran-phu'];

export interface CorpusOptions {
  readonly seed: number;
  readonly count: number;
  /** Words of each text, on average. */
  readonly length?: number;
}

/** A mixed corpus over 60 days: kinds, topics, tones, places, stories, reprints, threads, some undated. The same for the same seed. */
export function* sampleCorpus({ seed, count, length = 12 }: CorpusOptions): Generator<Item> {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T; // values are never empty
  const some = <T>(values: readonly T[], most: number): T[] => [
    ...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(values))),
  ];
  const maybe = <T>(share: number, value: () => T): T | null => (random() < share ? value() : null);
  const phrase = (words: number): string => Array.from({ length: Math.max(1, words) }, () => pick(WORDS)).join(' ');
  for (let index = 0; index < count; index += 1) {
    const kind = pick(ITEM_KINDS);
    const seenAt = MONDAY + Math.floor(random() * 60 * DAY_MS);
    yield sampleItem(`${seed}-${index}`, {
      kind,
      sourceId: pick(['bao-a', 'bao-b', 'dien-dan', 'binh-luan']),
      outlet: maybe(0.8, () => pick(['bao-a', 'bao-b', 'nen-tang'])),
      title: kind === 'comment' ? '' : phrase(6),
      text: phrase(Math.floor(length * (0.5 + random()))),
      // Whole hours, so that many items share an instant and ties are met.
      publishedAt: maybe(0.9, () => seenAt - (seenAt % 3_600_000)),
      seenAt,
      threadUrl: kind === 'comment' ? `https://bao.example/${seed}-${Math.floor(random() * 20)}` : null,
      storyId: maybe(0.5, () => `s${Math.floor(random() * 25)}`),
      reprintOf: maybe(0.15, () => 'first'),
      analysis: {
        topics: some(TOPICS, 3),
        tone: maybe(0.85, () => pick(TONES)),
        stance: maybe(0.85, () => pick(STANCES)),
        acts: some(ACTS, 2),
        checkable: random() < 0.2,
        newsKind: kind === 'news' ? maybe(0.8, () => pick(NEWS_KINDS)) : null,
        events: kind === 'news' ? some(['conference', 'plan', 'review'] as const, 2).map(sampleEvent) : [],
        places: some(UNITS, 2).map((unit) => ({ unit, profile: unit.split('/')[0] ?? '', written: unit })),
      },
    });
  }
}
