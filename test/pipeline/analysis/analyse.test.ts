import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analysisSchema } from '../../../src/domain/item.ts';
import { loadAnalyser } from '../../../src/pipeline/analysis/analyse.ts';
import type { Analysis } from '../../../src/domain/item.ts';
import type { AnalysisInput, Analyser } from '../../../src/pipeline/analysis/analyse.ts';

const MODELS = join(import.meta.dirname, '../../../models');
const analyser: Analyser = loadAnalyser(MODELS);

function comment(text: string, threadTitle: string | null = 'Tăng mức phạt vượt đèn đỏ'): Analysis {
  return analyser.analyse({ kind: 'comment', title: '', text, threadTitle }, []);
}

function news(title: string, text: string): Analysis {
  return analyser.analyse({ kind: 'news', title, text, threadTitle: null }, []);
}

describe('an analysis', () => {
  const texts = {
    empty: '',
    huge: 'Đường này kẹt xe suốt ngày mà không ai xử lý. '.repeat(50_000),
    'one endless word': 'đ'.repeat(500_000),
    'emoji only': '😂😂👍🔥',
    Latin: 'The new fine for running a red light is too high, I think.',
    'without diacritics': 'phat nang vao cho no so, vuot den do nguy hiem lam',
    NFD: 'Vượt đèn đỏ bị phạt 20 triệu là quá nặng!'.normalize('NFD'),
    broken: '\ud83d \udc00 \u0000 \uffff',
    markup: '<script>alert(1)</script> {"a":1} \u2028',
  };

  test.each(Object.entries(texts))('of a text that is %s has the shape of the schema, for every kind', (_, text) => {
    for (const kind of ['news', 'post', 'comment'] as const) {
      for (const threadTitle of [null, '', text]) {
        const analysis = analyser.analyse({ kind, title: kind === 'comment' ? '' : text, text, threadTitle }, []);
        expect(analysisSchema.parse(analysis)).toEqual(analysis);
      }
    }
  });

  test('is the same for NFD and NFC', () => {
    const text = 'Hoà giải xong rồi, giờ chỉ mong sửa đường Thuỷ Nguyên cho dân đi lại an toàn.';
    expect(comment(text.normalize('NFD'), 'Sửa đường'.normalize('NFD'))).toEqual(comment(text, 'Sửa đường'));
  });

  test('does not depend on what was analysed before', () => {
    const first = comment('Phạt thế còn nhẹ');
    news('Tai nạn liên hoàn trên cao tốc', 'Ba người bị thương.');
    comment('x'.repeat(10_000));
    expect(comment('Phạt thế còn nhẹ')).toEqual(first);
    expect(
      loadAnalyser(MODELS).analyse({ kind: 'comment', title: '', text: 'Phạt thế còn nhẹ', threadTitle: 'Tăng mức phạt vượt đèn đỏ' }, []),
    ).toEqual(first);
  });

  test('carries the places that it was given', () => {
    const places = [{ unit: 'hai-phong/phuong/le-chan', profile: 'hai-phong', written: 'Lê Chân' }];
    expect(analyser.analyse({ kind: 'post', title: '', text: 'Kẹt xe ở Lê Chân', threadTitle: null }, places).places).toEqual(places);
  });

  test('gives news no stance, no act and no claim', () => {
    const found = news('Người dân phản đối đặt trạm thu phí', 'Nhiều tài xế cho rằng mức phí 50.000 đồng là quá cao, kiến nghị dời trạm.');
    expect(found).toMatchObject({ stance: 'none', stanceGuess: 'none', acts: [], checkable: false });
    expect(found.confidence).toMatchObject({ stance: 1, checkable: 1 });
  });

  test('tells kind and events of news only', () => {
    const title = 'Thành ủy tổ chức hội nghị quán triệt Chỉ thị 23 về trật tự an toàn giao thông';
    expect(news(title, '')).toMatchObject({ relevant: true, newsKind: 'report', events: [{ type: 'conference', written: 'Thành ủy' }] });
    const post = analyser.analyse({ kind: 'post', title, text: title, threadTitle: null }, []);
    expect(post).toMatchObject({ newsKind: null, events: [] });
  });

  test('counts interference in the handling of violations under the directive', () => {
    const found = news(
      'Cảnh sát giao thông: không can thiệp, xin bỏ qua khi xử lý vi phạm nồng độ cồn',
      'Mọi trường hợp đều bị lập biên bản.',
    );
    expect(found.events).toMatchObject([{ type: 'interference' }]);
    expect(found.topics).toContain('directive');
    expect(found.topics[0]).not.toBe('directive');
  });

  test('gives an irrelevant item a tone and nothing else', () => {
    const found = comment('chúc bạn một ngày vui vẻ, xe này mua trả góp lãi suất bao nhiêu', '500 triệu nên mua xe gì?');
    expect(found).toMatchObject({ relevant: false, topics: [], stance: 'none', stanceGuess: 'none', acts: [], checkable: false });
    expect(found.confidence.topic).toBe(found.confidence.relevant);
  });

  test('hears insults in whatever the public says, and never in the press', () => {
    const insult = 'Thằng ngu này, đồ chó, cút đi';
    for (const input of [comment(insult), comment(`${insult}, đường này cấm ô tô rồi`, 'Cấm ô tô giờ cao điểm')]) {
      expect(input.toxic).toBe(true);
      expect(input.confidence.toxic).toBeGreaterThan(0.6);
    }
    expect(comment('Đường này nên lắp thêm đèn tín hiệu').toxic).toBe(false);
    expect(news(insult, insult)).toMatchObject({ toxic: false, confidence: { toxic: 1 } });
  });

  test('names the models that may have spoken, sorted', () => {
    expect(comment('a').models).toBe('acts-1,checkable-1,relevance-public-1,stance-public-1,tone-public-1,topic-1,toxicity-1');
    expect(news('a', 'b').models).toBe('kind-press-1,relevance-news-1,tone-press-1,topic-1');
  });

  test('says what it would have said where it abstains', () => {
    const analyses = ['ừ', 'thế à', 'cũng được', 'tùy', 'khó nói', 'hai bên đều có lý'].map((text) => comment(text));
    for (const { tone, toneGuess, stance, stanceGuess } of analyses) {
      expect([null, toneGuess]).toContain(tone);
      expect([null, stanceGuess]).toContain(stance);
    }
  });
});

describe('the shipped models', () => {
  test.each([
    ['Phạt nặng vào, vượt đèn đỏ là coi thường mạng người khác', { relevant: true, stance: 'support' }],
    ['Mức phạt quá cao so với thu nhập của dân nghèo, tôi phản đối', { relevant: true, toneGuess: 'negative' }],
    ['Đề nghị lắp thêm đèn tín hiệu ở ngã tư này', { relevant: true, acts: ['proposal'] }],
  ])('understand the comment "%s"', (text, expected) => {
    expect(comment(text)).toMatchObject(expected);
  });

  test('tell a thankful comment from an angry one', () => {
    expect(comment('Cảm ơn các anh cảnh sát giao thông, tuyệt vời quá', 'CSGT giúp dân').toneGuess).toBe('positive');
    expect(comment('Bọn này vô ý thức, coi thường pháp luật', 'Nhóm đua xe trong đêm').toneGuess).toBe('negative');
  });

  test.each([
    ['Xe tải tông liên tiếp ba xe máy, hai người tử vong', 'Vụ tai nạn xảy ra sáng nay trên quốc lộ.', 'accidents', 'negative'],
    ['Thông xe cầu vượt mới, người dân phấn khởi', 'Công trình giúp giảm ùn tắc, rút ngắn thời gian đi lại.', 'infrastructure', 'positive'],
    [
      'Kế hoạch thực hiện Chỉ thị 23-CT/TW của Ban Bí thư',
      'Thành ủy yêu cầu các cấp ủy tăng cường lãnh đạo công tác bảo đảm trật tự, an toàn giao thông.',
      'directive',
      'neutral',
    ],
  ])('understand the news "%s"', (title, text, topic, tone) => {
    const found = news(title, text);
    expect(found.relevant).toBe(true);
    expect(found.topics[0]).toBe(topic);
    expect(found.toneGuess).toBe(tone);
  });

  test.each([
    ['Giá vàng hôm nay giảm mạnh', 'Mỗi lượng vàng miếng giảm một triệu đồng so với hôm qua.'],
    ['Đội tuyển bóng đá thắng đậm', 'Tiền đạo ghi hai bàn trong hiệp một.'],
  ])('leave out the news "%s"', (title, text) => {
    expect(news(title, text).relevant).toBe(false);
  });
});

describe('loadAnalyser', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'du-luan-models-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function broken(name: string, breakIt: (dir: string) => void): string {
    const dir = join(folder, name);
    cpSync(MODELS, dir, { recursive: true });
    breakIt(dir);
    return dir;
  }

  test('refuses a folder that is not there', () => {
    expect(() => loadAnalyser(join(folder, 'nowhere'))).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
  });

  test('refuses a set in which one model is missing, naming it', () => {
    const dir = broken('missing', (at) => rmSync(join(at, 'stance-public-1'), { recursive: true }));
    expect(() => loadAnalyser(dir)).toThrow(/stance-public/);
  });

  test('refuses a file that was cut or replaced, naming the model', () => {
    const dir = broken('cut', (at) => writeFileSync(join(at, 'topic-1/model.bin'), 'DLM1'));
    expect(() => loadAnalyser(dir)).toThrow(
      expect.objectContaining({ code: 'MODEL_INVALID', facts: expect.objectContaining({ model: 'topic-1' }) }),
    );
  });

  test('refuses a model of another task under this name', () => {
    const dir = broken('swapped', (at) => cpSync(join(at, 'tone-press-1/model.bin'), join(at, 'acts-1/model.bin')));
    expect(() => loadAnalyser(dir)).toThrow(/negative/);
  });

  test('takes the newest version by number, not by spelling', () => {
    const dir = broken('versions', (at) => {
      cpSync(join(at, 'checkable-1'), join(at, 'checkable-9'), { recursive: true });
      renameSync(join(at, 'checkable-1'), join(at, 'checkable-10'));
      writeFileSync(join(at, 'checkable-9/model.bin'), 'broken, but old');
      cpSync(join(at, 'checkable-10'), join(at, 'checkable-new'), { recursive: true });
    });
    const input: AnalysisInput = { kind: 'post', title: '', text: 'Kẹt xe', threadTitle: null };
    expect(analysisSchema.parse(loadAnalyser(dir).analyse(input, [])).relevant).toBe(true);
  });
});
