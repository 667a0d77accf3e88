import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { buildDrift } from '../../src/digest/build-drift.ts';
import { lastWeek, mondaysUntil } from '../../src/digest/count-labels.ts';
import { FEWEST_ITEMS, findShift, type Tally } from '../../src/digest/find-shift.ts';
import type { Item } from '../../src/domain/item.ts';
import type { Stance } from '../../src/domain/opinion.ts';
import { addDays, DAY_MS, startOfDay } from '../../src/domain/time.ts';
import { driftViewSchema, type DriftView } from '../../src/domain/views.ts';
import { PROFILE, apiGround, type ApiGround } from '../api/api-ground.ts';
import { sampleItem, seededRandom } from '../contracts/sample-items.ts';

function draw(random: () => number, items: number, share: number): Tally {
  return { items, count: Array.from({ length: items }, random).filter((value) => value < share).length };
}

describe('a shift', () => {
  it('is not seen in a stable stream, of whatever share and size', () => {
    const random = seededRandom(11);
    let alarms = 0;
    for (let run = 0; run < 3_000; run += 1) {
      const share = random();
      const weeks = Array.from({ length: 9 }, () => draw(random, 50 + Math.floor(random() * 200), share));
      const [week, ...before] = weeks;
      if (week && findShift(week, before)?.state !== 'steady') alarms += 1;
    }
    // Some 100 labels a week: 3,000 draws are half a year.
    expect(alarms).toBe(0);
  });

  it('is seen when it was planted', () => {
    const random = seededRandom(12);
    for (let run = 0; run < 200; run += 1) {
      const before = Array.from({ length: 8 }, () => draw(random, 300, 0.2));
      expect(findShift(draw(random, 300, 0.45), before)).toMatchObject({ state: 'rise' });
      expect(findShift(draw(random, 300, 0.03), before)).toMatchObject({ state: 'fall' });
    }
  });

  it('is not seen where the share jumps every week', () => {
    const jumping = [0.1, 0.5, 0.2, 0.6, 0.1, 0.5, 0.3, 0.6].map((share) => ({ items: 300, count: 300 * share }));
    const calm = jumping.map(() => ({ items: 300, count: 111 }));
    const week = { items: 300, count: 195 };
    expect([findShift(week, jumping)?.state, findShift(week, calm)?.state]).toEqual(['steady', 'rise']);
  });

  it('is not judged with few items or few weeks', () => {
    const week = { items: FEWEST_ITEMS, count: FEWEST_ITEMS };
    const before = Array.from({ length: 4 }, () => ({ items: FEWEST_ITEMS, count: 0 }));
    expect(findShift(week, before)).toMatchObject({ state: 'rise', share: 1, before: 0 });
    expect(findShift({ items: FEWEST_ITEMS - 1, count: 9 }, before)).toBeNull();
    expect(findShift(week, [...before.slice(1), { items: FEWEST_ITEMS - 1, count: 0 }])).toBeNull();
  });

  it('is a finite number for every count, and mirrors what is left', () => {
    const tally = fc
      .integer({ min: 50, max: 5_000 })
      .chain((items) => fc.record({ items: fc.constant(items), count: fc.integer({ min: 0, max: items }) }));
    fc.assert(
      fc.property(tally, fc.array(tally, { minLength: 4, maxLength: 8 }), (week, before) => {
        const rest = ({ items, count }: Tally): Tally => ({ items, count: items - count });
        const shift = findShift(week, before);
        expect(Number.isFinite(shift?.distance)).toBe(true);
        expect(findShift(rest(week), before.map(rest))?.distance).toBeCloseTo(-(shift?.distance ?? 0), 6);
      }),
    );
  });
});

describe('the week that is judged', () => {
  it('is the last one that is over, or that of the newest item', () => {
    const monday = startOfDay('2026-08-24');
    expect([lastWeek(monday, monday), lastWeek(monday - 1, monday), lastWeek(monday, null)]).toEqual([
      '2026-08-17',
      '2026-08-10',
      '2026-08-17',
    ]);
    expect(lastWeek(monday, startOfDay('2026-03-05'))).toBe('2026-03-02');
    expect(mondaysUntil('2026-08-20', 3)).toEqual(['2026-08-03', '2026-08-10', '2026-08-17']);
  });
});

const LAST = '2026-08-17';
let grounds: ApiGround[] = [];
afterEach(async () => {
  await Promise.all(grounds.map((ground) => ground.destroy()));
  grounds = [];
});

/** Nine weeks of 120 comments and 60 posts of a forum; `abstaining` of the last week's comments take no stand that can be told. */
function stream(abstaining: number, small: readonly Item[] = []): Item[] {
  const random = seededRandom(7);
  const stances: readonly (Stance | null)[] = ['support', 'oppose', 'concern', 'none', null];
  const make = (name: string, week: number, over: { sourceId: string; kind: 'comment' | 'post'; abstains: number }): Item =>
    sampleItem(name, {
      kind: over.kind,
      sourceId: over.sourceId,
      title: '',
      publishedAt: startOfDay(addDays(LAST, -7 * week)) + Math.floor(random() * 7 * DAY_MS),
      analysis: { stance: random() < over.abstains ? null : (stances[Math.floor(random() * 5)] ?? null) },
    });
  const weeks = Array.from({ length: 9 }, (_, week) => week).flatMap((week) => [
    ...Array.from({ length: 120 }, (_, at) =>
      make(`c${week}-${at}`, week, { sourceId: 'binh-luan', kind: 'comment', abstains: week === 0 ? abstaining : 0 }),
    ),
    ...Array.from({ length: 60 }, (_, at) => make(`p${week}-${at}`, week, { sourceId: 'dien-dan', kind: 'post', abstains: 0 })),
  ]);
  return [...weeks, ...small];
}

async function driftOf(items: Item[]): Promise<{ view: DriftView; ground: ApiGround }> {
  const ground = await apiGround(items, { now: () => startOfDay(addDays(LAST, 8)) });
  grounds.push(ground);
  return { view: driftViewSchema.parse(await ground.get('/api/drift')), ground };
}

function moved({ series }: DriftView): string[] {
  return series.flatMap(({ group, labels }) =>
    labels.filter(({ words }) => words !== '').map(({ task, label, state }) => `${group} ${task} ${label} ${state}`),
  );
}

describe('GET /api/drift', () => {
  it('says nothing of a stable stream', async () => {
    const { view } = await driftOf(stream(0));
    expect(view).toMatchObject({ week: '2026-W34', from: LAST, to: '2026-08-23', weeksBefore: 8 });
    expect(view.series.map(({ group, audience }) => `${group}/${audience}`)).toEqual(['comments/public', 'forum/public']);
    expect(moved(view)).toEqual([]);
    expect(view.series[0]?.labels.filter(({ task }) => task === 'stance').map(({ state }) => state)).toEqual(
      Array.from({ length: 5 }, () => 'steady'),
    );
  });

  it('names the source kind and the abstentions that were planted, with the items behind them', async () => {
    const { view, ground } = await driftOf(stream(0.5));
    // Who abstains more often says everything else less often.
    expect(moved(view)).toContain('comments stance abstained rise');
    for (const other of moved(view)) expect(other).toMatch(/^comments stance (abstained rise|\w+ fall)$/);
    const row = view.series[0]?.labels.find(({ label, state }) => label === 'abstained' && state === 'rise');
    expect(row?.words).toMatch(/^Luồng ý kiến “Chưa xác định” tăng bất thường: \d+% trong tuần, \d+% trong 8 tuần trước\.$/);
    expect(Math.round((100 * (await ground.total(row?.href ?? ''))) / 120)).toBe(row?.share);
  });

  it('withholds what rests on few public items, and what would tell it by difference', async () => {
    const few = (['support', 'support', 'oppose'] as const).map((stance, at) =>
      sampleItem(`it-${at}`, { kind: 'post', sourceId: 'nhap-tay', title: '', publishedAt: startOfDay(LAST), analysis: { stance } }),
    );
    const { view } = await driftOf(stream(0, few));
    const other = view.series.find(({ group }) => group === 'other');
    expect(other?.labels.every(({ share, before, state }) => share === null && before === null && state === 'withheld')).toBe(true);
    const hidden = (label: string): number =>
      view.series.filter(({ labels }) => labels.some((row) => row.label === label && row.state === 'withheld')).length;
    // A lone hole in a column whose sum stands on the first page would be filled by subtraction.
    for (const label of ['support', 'oppose']) expect(hidden(label)).not.toBe(1);
  });

  it('is the same through a plain call, and empty for an empty store', async () => {
    const { view, ground } = await driftOf(stream(0.5));
    expect(await buildDrift(ground.deps.store, PROFILE, startOfDay(addDays(LAST, 8)))).toEqual(view);
    expect((await driftOf([])).view.series).toEqual([]);
  });
});
