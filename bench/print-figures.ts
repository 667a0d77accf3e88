import { cpus, loadavg, totalmem } from 'node:os';

/** One measured figure. `note` says of what and beside which limit. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly note: string;
}

/** A table for people, then one JSON line with machine, date and the same figures for programs. */
export function printFigures(bench: string, figures: readonly Figure[]): void {
  for (const { name, value, note } of figures) {
    const text = value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
    console.log(`${name.padEnd(52)}${text.padStart(10)}   ${note}`);
  }
  const machine = { cores: cpus().length, model: cpus()[0]?.model ?? '', memoryGB: Math.round(totalmem() / 1e9), load: loadavg()[0] };
  console.log(JSON.stringify({ bench, date: new Date().toISOString().slice(0, 10), node: process.versions.node, machine, figures }));
}

/** Middle value: one disturbed round of several does not tell. NaN for none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
