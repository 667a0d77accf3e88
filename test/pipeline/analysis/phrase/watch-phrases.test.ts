import { describe, expect, it } from 'vitest';
import { logOddsRise } from '../../../../src/pipeline/analysis/phrase/log-odds.ts';
import { watchPhrases, type WatchedText } from '../../../../src/pipeline/analysis/phrase/watch-phrases.ts';
import { foldBare } from '../../../../src/language/fold.ts';
import { seededRandom } from '../../../contracts/sample-items.ts';

/** Words as people use them about traffic; every text is a random row of them, so that nothing but what is planted can rise. */
const WORDS = (
  'lái xe|giấy phép|mũ bảo hiểm|đèn tín hiệu|làn đường|ngã tư|xe buýt|xe tải|vỉa hè|bãi đỗ|tốc độ|lực lượng|công an|học sinh|phụ huynh|' +
  'nhà trường|ý thức|tai nạn|ùn tắc|cao điểm|rẽ phải|dừng đỗ|hành lang|người dân|chính quyền|tuyên truyền|xử lý|nhắc nhở|kiểm tra|mặt đường'
).split('|');
const OUTLETS = ['bao-a', 'bao-b', 'bao-c'];
const EVIDENCE = { fewestTexts: 5, fewestVoices: 2 };

interface Planted {
  readonly phrase: string;
  /** Share of the texts that hold it. */
  readonly share: number;
}

interface MadeCorpus {
  readonly seed: number;
  readonly count: number;
  readonly planted: readonly Planted[];
}

/** Each text is one sentence of random words with what is planted between them. */
function madeTexts({ seed, count, planted }: MadeCorpus): WatchedText[] {
  const random = seededRandom(seed);
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? '';
  return Array.from({ length: count }, (_, at) => {
    const row = Array.from({ length: 14 }, word);
    for (const { phrase, share } of planted) if (random() < share) row.splice(Math.floor(random() * row.length), 0, phrase);
    return { text: row.join(' '), voice: OUTLETS[at % OUTLETS.length] ?? null };
  });
}

function rising(now: readonly WatchedText[], before: readonly WatchedText[], evidence = EVIDENCE): string[] {
  const watch = watchPhrases(now, evidence);
  for (const { text } of before) watch.addBefore(text);
  return watch.rising(20).map(({ words }) => words.join(' '));
}

const SEEDS = [1, 2, 3, 4, 5];
const CONSTANT = { phrase: 'trạm thu phí', share: 0.1 };
const BEFORE = (seed: number): WatchedText[] => madeTexts({ seed: seed + 1_000, count: 1_600, planted: [CONSTANT] });

describe('phrases that are said more', () => {
  it.each(SEEDS)('are found when planted, whole and once, and nothing else is (seed %i)', (seed) => {
    const risen = { phrase: 'camera phạt nguội', share: 0.12 };
    const before = [...BEFORE(seed), ...madeTexts({ seed: seed + 2_000, count: 400, planted: [CONSTANT, { ...risen, share: 0.02 }] })];
    expect(rising(madeTexts({ seed, count: 250, planted: [CONSTANT, risen] }), before)).toEqual(['camera phạt nguội']);
  });

  it.each(SEEDS)('are none where all stays as it was (seed %i)', (seed) => {
    expect(rising(madeTexts({ seed, count: 250, planted: [CONSTANT] }), BEFORE(seed))).toEqual([]);
  });

  it('are not those that are said less, nor those that are said a little more', () => {
    const now = madeTexts({
      seed: 9,
      count: 2_000,
      planted: [
        { phrase: 'thu phí', share: 0.24 },
        { phrase: 'cầu vượt', share: 0.05 },
      ],
    });
    const before = madeTexts({
      seed: 10,
      count: 2_000,
      planted: [
        { phrase: 'thu phí', share: 0.18 },
        { phrase: 'cầu vượt', share: 0.2 },
      ],
    });
    expect(rising(now, before)).toEqual([]);
  });

  it('need more than one outlet, or enough of the public', () => {
    const now = madeTexts({ seed: 11, count: 250, planted: [] });
    const said = Array.from({ length: 12 }, (_, at) => ({ text: `${now[at]?.text} đèn trời Bến Bính`, voice: 'bao-a' }));
    expect(rising([...now, ...said], BEFORE(11))).toEqual([]);
    expect(rising([...now, ...said], BEFORE(11), { fewestTexts: 5, fewestVoices: 0 })).toEqual(['đèn trời Bến Bính']);
    expect(rising([...now, ...said.slice(0, 4)], BEFORE(11), { fewestTexts: 5, fewestVoices: 0 })).toEqual([]);
  });

  it('count a text that is pasted again and again once', () => {
    const now = madeTexts({ seed: 12, count: 250, planted: [] });
    const paste = Array.from({ length: 40 }, (_, at) => ({ text: 'bỏ ngay lệnh cấm xe ba gác', voice: OUTLETS[at % 3] ?? null }));
    expect(rising([...now, ...paste], BEFORE(12))).toEqual([]);
  });

  it('join spellings: typed without diacritics, or with the tone elsewhere, and show the most frequent one', () => {
    const now = madeTexts({ seed: 13, count: 250, planted: [] });
    const spelt = ['khoá bánh ô tô', 'khóa bánh ô tô', 'khóa bánh ô tô', 'khóa bánh ô tô', 'khóa bánh ô tô'];
    const said = Array.from({ length: 15 }, (_, at) => {
      const text = `${now[at]?.text} ${spelt[at % spelt.length]}`;
      return { text: at % 3 === 0 ? foldBare(text) : text, voice: OUTLETS[at % 3] ?? null };
    });
    const found = rising([...now, ...said], BEFORE(13));
    expect(found).toEqual(['khóa bánh ô tô']);
    // The untoned third alone is too little for the toned phrase, and for itself.
    expect(rising([...now, ...said.filter((_, at) => at % 3 === 0).slice(0, 4)], BEFORE(13))).toEqual([]);
  });

  it('never name a person that capitals give away, and keep streets that are named after one', () => {
    const now = madeTexts({ seed: 14, count: 250, planted: [] });
    const told = (words: string) =>
      Array.from({ length: 14 }, (_, at) => ({ text: `${now[at]?.text}. ${words}`, voice: OUTLETS[at % 3] ?? null }));
    const found = rising([...now, ...told('Bị cáo Trần Văn Thử khai rằng anh Thật đi vào đường Lê Văn Mẫu')], BEFORE(14)).join('; ');
    expect(found).not.toMatch(/Thử|Thật|Trần/i);
    expect(found).toContain('đường Lê Văn Mẫu');
  });

  it('never reach over a mask, a stop, or into what was masked', () => {
    const now = madeTexts({ seed: 15, count: 250, planted: [] });
    const said = Array.from({ length: 14 }, (_, at) => ({
      text: `${now[at]?.text}. Gọi số [điện thoại] đòi bồi thường.`,
      voice: OUTLETS[at % 3] ?? null,
    }));
    const found = rising([...now, ...said], BEFORE(15)).join('; ');
    expect(found).toContain('bồi thường');
    expect(found).not.toMatch(/điện thoại|số đòi/);
  });

  it('are the same whatever the order of the texts', () => {
    const now = madeTexts({
      seed: 16,
      count: 250,
      planted: [
        { phrase: 'camera phạt nguội', share: 0.1 },
        { phrase: 'bến phà', share: 0.1 },
      ],
    });
    const before = BEFORE(16);
    const found = rising(now, before);
    expect(found.toSorted()).toEqual(['bến phà', 'camera phạt nguội']);
    expect(rising(now.toReversed(), before.toReversed())).toEqual(found);
  });

  it('are none before there is anything to compare with', () => {
    expect(rising(madeTexts({ seed: 17, count: 250, planted: [{ phrase: 'bến phà', share: 0.5 }] }), [])).toEqual([]);
    expect(rising([], BEFORE(17))).toEqual([]);
  });
});

describe('the rise of a phrase', () => {
  it('is near zero for equal shares, grows with the evidence, and is of the other sign for a fall', () => {
    const rise = (now: number, before: number, scale = 1) =>
      logOddsRise({ now: now * scale, nowTexts: 100 * scale, before: before * scale, beforeTexts: 800 * scale });
    expect(Math.abs(rise(10, 80))).toBeLessThan(0.01);
    expect(rise(10, 20)).toBeGreaterThan(0);
    expect(rise(10, 20, 10)).toBeGreaterThan(rise(10, 20) * 2);
    expect(rise(1, 80)).toBeLessThan(0);
    expect(rise(6, 0)).toBeLessThan(3.1);
    expect(rise(8, 0)).toBeGreaterThan(3.1);
  });
});
