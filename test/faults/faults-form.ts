import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** `npm run test:faults` runs the full form, everything else the short one. */
export const isFull = process.env['FAULTS'] === 'full';

/** One of two values by form. */
export function byForm<T>(full: T, short: T): T {
  return isFull ? full : short;
}

export interface FaultResult {
  readonly fault: string;
  readonly engine: string;
  /** Kills, outages or restarts. */
  readonly rounds: number;
  readonly items: number;
  /** null where a run does not count it. */
  readonly lost: number | null;
  readonly duplicates: number | null;
  readonly seconds: number;
  readonly seen: string;
}

const PAGE = join(import.meta.dirname, '../../docs/reliability.md');
const ROWS_BEGIN = '<!-- rows: written by npm run test:faults -->';
const ROWS_END = '<!-- end of rows -->';

/** Tells a result, and in the full form keeps it in docs/reliability.md in the place of the last one of its kind. */
export function report(result: FaultResult): void {
  const { fault, engine, rounds, items, lost, duplicates, seconds, seen } = result;
  const cells = [fault, engine, rounds, items, lost ?? '–', duplicates ?? '–', seconds.toFixed(1), seen];
  console.info(cells.join(' | '));
  if (!isFull) return;
  const page = readFileSync(PAGE, 'utf8');
  const from = page.indexOf(ROWS_BEGIN) + ROWS_BEGIN.length;
  const to = page.indexOf(ROWS_END);
  const [head = '', rule = '', ...rows] = page.slice(from, to).trim().split('\n');
  const others = rows.filter((row) => !row.startsWith(`| ${fault} | ${engine} |`));
  const mine = `| ${[...cells, new Date().toISOString().slice(0, 10), machine()].join(' | ')} |`;
  const table = [head, rule, ...[...others, mine].toSorted()].join('\n');
  writeFileSync(PAGE, `${page.slice(0, from)}\n\n${table}\n\n${page.slice(to)}`);
}

function machine(): string {
  const model = cpus()[0]?.model.trim() || 'CPU';
  return `${availableParallelism()} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
}
