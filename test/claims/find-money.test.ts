import { describe, expect, it } from 'vitest';
import { findMoney } from '../../src/claims/find-money.ts';
import { splitSentences } from '../../src/claims/spoken-text.ts';

function moneyOf(text: string): unknown[] {
  return splitSentences(text)
    .flatMap(findMoney)
    .map(({ min, max, kind }) => (min === max ? [kind, min] : [kind, min, max]));
}

describe('findMoney', () => {
  it.each([
    ['5 triệu', ['exact', 5_000_000]],
    ['5tr', ['exact', 5_000_000]],
    ['4tr5', ['exact', 4_500_000]],
    ['4 triệu rưỡi', ['exact', 4_500_000]],
    ['1 triệu 200 nghìn', ['exact', 1_200_000]],
    ['5.000.000đ', ['exact', 5_000_000]],
    ['5,000,000 VND', ['exact', 5_000_000]],
    ['năm triệu', ['exact', 5_000_000]],
    ['mười tám triệu đồng', ['exact', 18_000_000]],
    ['hai mươi lăm triệu', ['exact', 25_000_000]],
    ['6 củ', ['exact', 6_000_000]],
    ['2,5 triệu', ['exact', 2_500_000]],
    ['500k', ['exact', 500_000]],
    ['5 trăm nghìn', ['exact', 500_000]],
    ['4-6tr', ['range', 4_000_000, 6_000_000]],
    ['4 – 6 triệu', ['range', 4_000_000, 6_000_000]],
    ['từ 4 đến 6 triệu đồng', ['range', 4_000_000, 6_000_000]],
    ['bốn đến sáu triệu', ['range', 4_000_000, 6_000_000]],
    ['400-600k', ['range', 400_000, 600_000]],
    ['800k-1tr', ['range', 800_000, 1_000_000]],
    ['400.000 - 600.000 đồng', ['range', 400_000, 600_000]],
    ['5.000.000.-7.000.000 đồng', ['range', 5_000_000, 7_000_000]],
    ['tới 6 triệu', ['max', 6_000_000]],
    ['tối đa là 6 triệu', ['max', 6_000_000]],
    ['ít nhất 4 triệu', ['min', 4_000_000]],
    ['hơn 4 triệu', ['above', 4_000_000]],
    ['gần 6 triệu', ['below', 6_000_000]],
    ['khoảng 5 triệu', ['about', 5_000_000]],
  ])('reads %s', (text, expected) => {
    expect(moneyOf(`phạt ${text} nhé`)).toEqual([expected]);
  });

  it.each(['0,4 mg/1 lít khí thở', '100 km/h', 'năm 2025', 'hai cú ném', 'xe 20', 'trạm thu phí', '4 điểm', '22 giờ', 'ba bánh'])(
    'reads no money in %s',
    (text) => {
      expect(moneyOf(text)).toEqual([]);
    },
  );
});
