import { confusionTable, decimal, heading, table } from './text-table.ts';
import type { EvaluationReport, Figure } from './evaluate.ts';
import type { MeasuredRow } from './measurements/measurement.ts';

const SPLIT_NAMES: Readonly<Record<Figure['split'], string>> = {
  dev: 'dev',
  'unseen-posts': 'new posts',
  'as-analysed': 'as analysed',
  'social-networks': 'social networks',
  'press-readers': 'readers of the press',
};

/** When and on what a report was made. */
export interface EvaluationHead {
  /** Day of the run, YYYY-MM-DD. */
  readonly on: string;
  /** Where the corpora are; null when none were given. */
  readonly corpora: string | null;
}

/** The whole report as aligned plain text, ending with a newline. */
export function printEvaluation(report: EvaluationReport, { on, corpora }: EvaluationHead): string {
  const parts = [
    [
      `Measured on ${on}`,
      `Models: ${report.models}`,
      corpora === null ? 'No corpora: DU_LUAN_CORPORA is not set, and what it takes is named under "Not printed"' : `Corpora: ${corpora}`,
    ].join('\n'),
    heading(
      'Accuracy, with 95 % bootstrap intervals',
      table(['task', 'by', 'set', 'cases', 'measure', 'value', '95 %', 'to reach'], report.figures.map(figureRow)),
    ),
    heading(
      'Abstaining',
      table(
        ['task', 'set', 'abstains', 'accuracy when it answers', 'accuracy if it always did'],
        report.abstentions.map((one) => [one.task, one.set, percent(one.share), decimal(one.answeredAccuracy), decimal(one.allAccuracy)]),
      ),
    ),
    heading(
      'Calibration (expected calibration error, 0 is perfect)',
      table(
        ['task', 'set', 'cases', 'error'],
        report.calibrations.map((one) => [one.task, one.set, String(one.cases), decimal(one.error)]),
      ),
    ),
    ...report.confusions.map(({ task, set, labels, counts }) =>
      heading(`Confusion: ${task}, ${set} (rows: true, columns: said)`, confusionTable(labels, counts)),
    ),
    heading(
      'Speed, one core, places not included',
      table(
        ['what', 'texts', 'per CPU-second', 'to reach'],
        report.speeds.map((one) => [one.what, String(one.texts), String(one.perCpuSecond), one.reach]),
      ),
    ),
    ...(report.rows.length === 0
      ? []
      : [
          heading(
            'Beside the classifiers',
            table(['what', 'set', 'cases', 'measure', 'value', '95 %', 'to reach'], report.rows.map(measuredCells)),
          ),
        ]),
    heading(
      'Not printed',
      report.missing.length === 0
        ? 'nothing'
        : table(
            ['figure', 'why'],
            report.missing.map((one) => [one.what, one.why]),
          ),
    ),
    `Seed of the bootstrap: ${report.seed}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function figureRow(figure: Figure): string[] {
  const cases = figure.positives === null ? String(figure.cases) : `${figure.cases} (${figure.positives} yes)`;
  const set = `${figure.set}, ${SPLIT_NAMES[figure.split]}`;
  return [
    figure.task,
    figure.by,
    set,
    cases,
    figure.measure,
    decimal(figure.value),
    `${decimal(figure.low)}–${decimal(figure.high)}`,
    figure.reach,
  ];
}

function measuredCells({ what, set, cases, measure, value, low, high, reach }: MeasuredRow): string[] {
  const interval = low === null || high === null ? '' : `${decimal(low)}–${decimal(high)}`;
  return [what, set, String(cases), measure, value > 1 ? String(value) : decimal(value), interval, reach];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
