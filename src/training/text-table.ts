/** Rows: true, columns: said. Classes that neither occur nor are said would only widen the table. */
export function confusionTable(labels: readonly string[], counts: readonly (readonly number[])[]): string {
  const used = labels
    .map((_, k) => k)
    .filter((k) => counts.some((row, truth) => (row[k] ?? 0) > 0 || (truth === k && row.some((count) => count > 0))));
  return table(
    ['', ...used.map((k) => labels[k] ?? '')],
    used.map((truth) => [labels[truth] ?? '', ...used.map((said) => String(counts[truth]?.[said] ?? 0))]),
  );
}

/** A part of a report under its title. */
export function heading(title: string, body: string): string {
  return `${title}\n${'-'.repeat(title.length)}\n${body}`;
}

/** Lines of cells, each column as wide as its widest. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A figure from 0 to 1 with three digits, without the leading zero. */
export function decimal(value: number): string {
  return value.toFixed(3).replace(/^0/, '');
}
