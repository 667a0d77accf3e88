import { describe, expect, it } from 'vitest';
import { matchesName } from '../../../src/web/sources/matches-name.ts';
import { orderSources } from '../../../src/web/sources/order-sources.ts';
import { sources } from '../fixture-views.ts';

describe('sources', () => {
  it('come with problems first, the longest-lasting on top', () => {
    expect(orderSources(sources.sources).map(({ id }) => id)).toEqual(['nguon-3', 'nguon-2', 'nguon-4', 'nguon-1']);
  });

  it.each([
    ['Diễn đàn Xe và Đường', 'dien dan duong', true],
    ['Diễn đàn Xe và Đường', 'ĐƯỜNG', true],
    ['Die\u0302\u0303n đàn', 'diễn', true],
    ['Báo Xây dựng', 'bao hai phong', false],
    ['Báo Xây dựng', '  ', true],
  ])('%j is found by %j: %s', (name, typed, found) => {
    expect(matchesName(name, typed)).toBe(found);
  });
});
