import type { QueuedItem } from '../../src/queue/queue.ts';
import { queued } from '../contracts/sample-items.ts';

/** What the analysis of an item does to its worker. `slow` blocks it for longer than anybody waits. */
export const POISONS = ['throws', 'ends-the-process', 'exhausts-memory', 'slow'] as const;
export type Poison = (typeof POISONS)[number];

const PHRASES = [
  'Lực lượng chức năng ra quân kiểm tra nồng độ cồn trên tuyến quốc lộ. ',
  'Người dân băn khoăn về mức phạt mới đối với xe máy vượt đèn đỏ. ',
  'Học sinh được nhắc đội mũ bảo hiểm khi đến trường. ',
];

/** Item number `index` of a run: invented, always the same, about 1 kB as the text of a comment thread or a short news item. */
export function faultItem(index: number, poison: Poison | null = null): QueuedItem {
  const name = `tin-${String(index).padStart(6, '0')}${poison === null ? '' : `-${poison}`}`;
  const text = Array.from({ length: 10 }, (_, part) => PHRASES[(index + part) % PHRASES.length]).join('');
  return queued(name, { title: name, text });
}

/** The poison that an item's title asks for. */
export function poisonOf(title: string): Poison | null {
  return POISONS.find((poison) => title.endsWith(`-${poison}`)) ?? null;
}
