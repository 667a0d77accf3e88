/** One series of Prometheus' text format: its name with its labels as written, and its value. */
export type Series = ReadonlyMap<string, number>;

// Prometheus reads numbers as Go does, which takes NaN in any case.
const LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*(?:\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\.)*",?)*\})?) (-?[0-9.e+-]+|[Nn]a[Nn]|[+-]Inf)$/;

/** Reads the text format as its specification says; throws for a line that is neither comment nor series, and for a series given twice. */
export function readMetrics(text: string): Series {
  const series = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || /^# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* ./.test(line)) continue;
    const [, name, value] = LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`no line of the text format: ${line}`);
    if (series.has(name)) throw new Error(`given twice: ${name}`);
    series.set(name, Number(value));
  }
  return series;
}
