import { confusionTable, decimal, heading, table } from '../text-table.ts';
import type { CorpusFigure, CorpusQuality } from './judge-corpus.ts';

/** The figures of a model as aligned plain text, without a newline at the end. */
export function printCorpus({ cases, figures, labels, confusion }: CorpusQuality): string {
  return [
    heading(
      'Accuracy, with 95 % bootstrap intervals',
      table(
        ['cases', 'measure', 'value', '95 %'],
        figures.map((one) => [String(cases), ...cells(one)]),
      ),
    ),
    heading(
      'F1 of each label',
      table(
        ['cases', 'label', 'value', '95 %'],
        labels.map((one) => [String(one.cases), ...cells(one)]),
      ),
    ),
    heading('Confusion (rows: true, columns: said)', confusionTable(confusion.labels, confusion.counts)),
  ].join('\n\n');
}

function cells({ measure, value, low, high }: CorpusFigure): string[] {
  return [measure, decimal(value), `${decimal(low)}–${decimal(high)}`];
}
