import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Rows of a made-up gold folder, in the shape of the real one. Texts are written here. */
const COMMENTS = [
  ['phạt nặng vào cho chừa', true, 'law-penalties', 'negative', 'support', []],
  ['mức phạt quá cao, tôi phản đối', true, 'law-penalties', 'negative', 'oppose', []],
  ['đường này ổ gà đầy mà không ai sửa', true, 'infrastructure', 'negative', 'none', ['complaint']],
  ['đề nghị lắp đèn ở ngã ba', true, 'infrastructure', 'neutral', 'none', ['proposal']],
  ['xe đẹp quá, mua ở đâu vậy', false, null, 'positive', 'none', []],
  ['chúc mọi người vui vẻ', false, null, 'positive', 'none', []],
] as const;
const NEWS = [
  ['Tai nạn trên quốc lộ', 'Hai xe tải va chạm, một người bị thương.', true, 'accidents', 'negative'],
  ['Khánh thành cầu mới', 'Người dân vui mừng đi lại.', true, 'infrastructure', 'positive'],
  ['Giá lúa tăng', 'Nông dân được mùa.', false, null, 'positive'],
  ['Bão gần bờ', 'Mưa lớn trên diện rộng.', false, null, 'negative'],
] as const;

const COPIES = 4;

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Rows with an id beginning with `prefix`, in the form of a training or a development file. */
export function tinyComments(prefix: string, form: 'train' | 'dev'): object[] {
  return Array.from({ length: COPIES }, (_, copy) =>
    COMMENTS.map(([text, relevant, topic, sentiment, stance, acts], index) => ({
      id: `${prefix}${copy}${index}`,
      corpus: index % 2 ? 'victsd' : 'safesense',
      title: `Bài số ${copy}`,
      text: `${text} ${copy}`,
      relevant,
      sentiment,
      stance,
      acts,
      checkable: index === 1,
      ...(form === 'train' ? { topics: topic === null ? [] : [topic] } : { topic, topics_both: [], topics_either: [], acts_disputed: [] }),
    })),
  ).flat();
}

export function tinyNews(prefix: string, form: 'train' | 'dev'): object[] {
  return Array.from({ length: COPIES }, (_, copy) =>
    NEWS.map(([title, text, relevant, topic, tone], index) => ({
      id: `${prefix}${copy}${index}`,
      origin: 'articles-2017',
      title: `${title} ${copy}`,
      text,
      relevant,
      tone,
      kind: index === 2 ? 'opinion' : 'report',
      ...(form === 'train' ? { topics: topic === null ? [] : [topic] } : { topic }),
    })),
  ).flat();
}

export interface GoldFolder {
  readonly corporaDir: string;
  /** Writes `gold/<name>`. */
  write(name: string, rows: readonly object[] | string): void;
  /** Writes `nlp/safesense-vi/all.tsv`: text, label and title of each row. */
  writeSilver(rows: readonly (readonly [text: string, label: string, title: string])[]): void;
}

/** A new folder for a test, which removes `corporaDir` afterwards. Empty but for `gold/`. */
export function makeGoldFolder(): GoldFolder {
  const corporaDir = mkdtempSync(join(tmpdir(), 'du-luan-gold-'));
  mkdirSync(join(corporaDir, 'gold'));
  return {
    corporaDir,
    write: (name, rows) => writeFileSync(join(corporaDir, 'gold', name), typeof rows === 'string' ? rows : lines(rows)),
    writeSilver: (rows) => {
      mkdirSync(join(corporaDir, 'nlp/safesense-vi'), { recursive: true });
      const table = [['text', 'label', 'title'], ...rows].map((row) => row.join('\t')).join('\n');
      writeFileSync(join(corporaDir, 'nlp/safesense-vi/all.tsv'), `${table}\n`);
    },
  };
}

/** Comments with the silver labels of a made-up SafeSense. */
export const TINY_SILVER = Array.from({ length: 8 }, (_, copy) => [
  [`đồ ngu nói vậy mà cũng nói ${copy}`, copy % 2 ? 'HATE' : 'OFFENSIVE', `Bài số ${copy}`] as const,
  [`đường này đi êm hơn trước ${copy}`, 'CLEAN', `Bài số ${copy}`] as const,
]).flat();
