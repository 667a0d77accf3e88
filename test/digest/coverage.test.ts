import { describe, expect, it } from 'vitest';
import { answerOf, stateInWords } from '../../src/digest/coverage.ts';
import type { SourceHealth } from '../../src/domain/source.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/time.ts';

const NOW = Date.UTC(2026, 10, 27, 3);
const HEALTH: SourceHealth = {
  sourceId: 'bao',
  state: 'not-modified',
  stateSince: NOW - 30 * DAY_MS,
  checkedAt: NOW,
  lastGoodAt: NOW,
  lastNewAt: NOW - 4 * DAY_MS,
  failuresInRow: 0,
  found: 0,
  failed: 0,
  detail: null,
  etag: null,
  lastModified: null,
};
const busy = { gaps: Array<number>(20).fill(HOUR_MS), quietMs: 4 * DAY_MS };
const weekly = { gaps: Array<number>(20).fill(6 * DAY_MS), quietMs: 4 * DAY_MS };

describe('a source that answers but brings nothing new', () => {
  it('is silent after four days when it used to publish hourly, and not when it publishes weekly', () => {
    expect(answerOf({ ...HEALTH, rhythm: busy }, NOW)).toBe('silent');
    expect(answerOf({ ...HEALTH, rhythm: weekly }, NOW)).toBe('answered');
    expect(answerOf(HEALTH, NOW)).toBe('answered');
  });

  it('says for how long, and how long was usual', () => {
    expect(stateInWords({ ...HEALTH, rhythm: busy }, NOW)).toBe(
      'Trả lời nhưng 4 ngày chưa có nội dung mới, lâu hơn nhịp thường lệ (nhiều nhất 2 ngày)',
    );
    expect(stateInWords({ ...HEALTH, rhythm: weekly }, NOW)).toBe('Không có thay đổi từ lần trước');
    expect(stateInWords(undefined, NOW)).toBe('Chưa thu thập lần nào');
  });

  it('is not called silent for the time in which nobody looked', () => {
    const rested = { ...HEALTH, lastNewAt: NOW - 30 * DAY_MS, rhythm: { ...busy, quietMs: DAY_MS } };
    expect(answerOf(rested, NOW)).toBe('answered');
  });
});
