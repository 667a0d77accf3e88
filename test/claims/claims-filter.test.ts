import { describe, expect, it } from 'vitest';
import { claimsFilter } from '../../src/claims/claims-filter.ts';
import type { FoundClaim } from '../../src/claims/detect-claims.ts';
import { readLaw } from '../../src/cli/read-law.ts';

const law = await readLaw();
const NOW = Date.parse('2026-11-22T10:00:00+07:00');

function claimsOf(text: string, more: { kind?: string; title?: string; at?: string | null } = {}): readonly FoundClaim[] {
  return claimsFilter({ id: 1, kind: 'comment', title: '', text, at: null, ...more }, law, NOW).claims;
}

describe('claimsFilter', () => {
  it('gives sentence, behaviour, vehicle, amounts, points, outcome, provisions and reason', () => {
    const [claim] = claimsOf('Chào cả nhà. Xe máy vượt đèn đỏ bị phạt 20 triệu, trừ 4 điểm.');
    expect(claim).toEqual({
      sentence: 'Xe máy vượt đèn đỏ bị phạt 20 triệu, trừ 4 điểm.',
      behaviour: 'red-light',
      vehicle: 'motorbike',
      amountMin: 20_000_000,
      amountMax: 20_000_000,
      points: 4,
      outcome: 'contradicts',
      provisions: ['nd168-2024/7.7.c'],
      reason: 'Khác với điểm c khoản 7 Điều 7 Nghị định 168/2024/NĐ-CP: mức phạt là 4.000.000–6.000.000 đồng',
    });
  });

  it('says which vehicle or behaviour is lacking where one provision agrees and another does not', () => {
    expect(claimsOf('vượt đèn đỏ bị phạt 5 triệu')).toMatchObject([{ outcome: 'ambiguous', vehicle: null }]);
    expect(claimsOf('ô tô có nồng độ cồn bị phạt 35 triệu')).toMatchObject([{ outcome: 'ambiguous', vehicle: 'car' }]);
  });

  it('compares what was said with the law of that day', () => {
    const said = 'ô tô che biển số phạt 20-26 triệu';
    expect(claimsOf(said, { at: '2024-12-31T23:59:59+07:00' })).toMatchObject([
      { outcome: 'ambiguous', reason: expect.stringContaining('31/12/2024') },
    ]);
    expect(claimsOf(said, { at: '2025-01-01T00:00:00+07:00' })).toMatchObject([{ outcome: 'agrees' }]);
    expect(claimsOf(said, { at: '2026-08-15T00:00:00+07:00' })).toMatchObject([
      { outcome: 'ambiguous', reason: expect.stringContaining('15/8/2026') },
    ]);
  });

  it('reads a time without zone as that of Viet Nam', () => {
    expect(claimsOf('xe máy vượt đèn đỏ phạt 5 triệu', { at: '2025-01-01T00:30:00' })).toMatchObject([{ outcome: 'agrees' }]);
  });

  it('takes vehicle and behaviour from the title, never the amount', () => {
    expect(claimsOf('Mức phạt là 4-6 triệu', { title: 'Xe máy vượt đèn đỏ' })).toMatchObject([{ outcome: 'agrees', vehicle: 'motorbike' }]);
    expect(claimsOf('Đúng rồi đấy', { title: 'Xe máy vượt đèn đỏ phạt 20 triệu' })).toEqual([]);
  });

  it('reads the title of news as a statement, that of a comment not', () => {
    const title = 'Xe máy vượt đèn đỏ bị phạt 4-6 triệu đồng';
    expect(claimsOf('', { kind: 'news', title })).toHaveLength(1);
    expect(claimsOf('', { title })).toEqual([]);
  });

  it('gives one claim per penalty', () => {
    expect(claimsOf('Vượt đèn đỏ: xe máy phạt 4-6 triệu, ô tô phạt 4-6 triệu').map(({ vehicle, outcome }) => [vehicle, outcome])).toEqual([
      ['motorbike', 'agrees'],
      ['car', 'contradicts'],
    ]);
  });

  it('takes the behaviour that is named last before the penalty, and the band from its own sentence', () => {
    expect(claimsOf('Hết nồng độ cồn lại đến gương, nghe nói xe máy thiếu gương phạt 6 triệu')).toMatchObject([
      { behaviour: 'no-mirror', outcome: 'contradicts' },
    ]);
    const bands = 'Nồng độ cồn với xe máy: mức một phạt từ 2 đến 3 triệu đồng; mức hai phạt từ 6 đến 8 triệu đồng.';
    expect(claimsOf(bands).map(({ outcome, provisions }) => [outcome, provisions])).toEqual([
      ['agrees', ['nd168-2024/7.6.a']],
      ['agrees', ['nd168-2024/7.8.b']],
    ]);
  });

  it.each([
    'Xe may vuot den do bi phat 20tr',
    'XE MÁY VƯỢT ĐÈN ĐỎ BỊ PHẠT 20 TRIỆU',
    'Xe máy vượt đèn đỏ bị phạt 20.000.000đ'.normalize('NFD'),
    'Xe máy vượt đèn đỏ bị\u00a0phạt 20,000,000 VND',
    'Xe máy vượt đèn đỏ bị phạt hai mươi triệu đồng',
    'xe máy vđđ phạt 20 củ',
  ])('reads %s', (text) => {
    expect(claimsOf(text)).toMatchObject([{ amountMin: 20_000_000, outcome: 'contradicts', provisions: ['nd168-2024/7.7.c'] }]);
  });

  it.each([
    ['empty', ''],
    ['marks only', '?!.…;,'],
    ['half a character', '\ud800 phạt 5 triệu \udc00'],
    ['other scripts', 'штраф 5 000 ₽ 罰金 İstanbul ﬁne'],
    ['no number', 'Xe máy vượt đèn đỏ bị phạt nặng'],
  ])('finds nothing in %s text', (_, text) => {
    expect(claimsOf(text)).toEqual([]);
  });

  it('is linear in the text, hostile or not', () => {
    const texts = [
      'phạt '.repeat(40_000),
      '5'.repeat(200_000),
      'xe máy vượt đèn đỏ phạt 20 triệu '.repeat(6_000),
      'khong '.repeat(40_000),
      'a '.repeat(100_000) + 'phạt 5 triệu',
    ];
    for (const text of texts) expect(Array.isArray(claimsOf(text))).toBe(true);
  });

  it.each([null, 5, {}, { id: 1, kind: 'tweet', text: 'x' }, { id: 1, kind: 'news', text: 'x', at: 'yesterday' }])('refuses %j', (line) => {
    expect(() => claimsFilter(line, law, NOW)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });
});
