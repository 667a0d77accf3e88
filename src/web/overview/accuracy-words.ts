import type { Overview } from '../../domain/views.ts';
import { formatPercent, formatScore } from '../format/number.ts';

type Accuracy = Overview['accuracy'][number];

/** What the measures of the training are called on screen. F1 has no everyday name; the table says how to read it. */
const MEASURES: Readonly<Record<string, string>> = {
  accuracy: 'tỷ lệ đúng',
  'macro-F1': 'điểm F1, trung bình các nhóm',
  'F1 of yes': 'điểm F1 của nhóm “có”',
};

const SETS: Readonly<Record<string, string>> = {
  'news-dev': 'tin, bài do người đọc gán nhãn',
  'comments-dev': 'ý kiến do người đọc gán nhãn',
};

export const measureName = ({ measure }: Accuracy): string => MEASURES[measure] ?? 'điểm';
export const setName = ({ set }: Accuracy): string => SETS[set] ?? 'bộ mẫu do người đọc gán nhãn';

/** A share reads as a percentage; F1 is no share of anything, so it stays a score from 0 to 1. */
const write = ({ measure }: Accuracy, value: number): string => (measure === 'accuracy' ? formatPercent(value) : formatScore(value));

export const valueInWords = (row: Accuracy): string => write(row, row.value);
/** For a reader who does not ask how it was measured. */
export const scoreInWords = (row: Accuracy): string =>
  row.measure === 'accuracy' ? `đúng ${valueInWords(row)}` : `điểm phân loại ${valueInWords(row)} trên 1`;
export const rangeInWords = (row: Accuracy): string => `${write(row, row.low)} đến ${write(row, row.high)}`;

/** What the figures of the overview rest on: tone of the press, stance of the public, topics of the news. The rest is in the table. */
export function mainAccuracies(accuracy: readonly Accuracy[]): Accuracy[] {
  const isMain = ({ task, set }: Accuracy) => task === 'stance-public' || task === 'tone-press' || (task === 'topic' && set === 'news-dev');
  const main = accuracy.filter(isMain);
  return main.length > 0 ? main : accuracy.slice(0, 3);
}
