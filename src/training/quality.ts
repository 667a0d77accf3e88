import { z } from 'zod';
import type { EvaluationReport } from './evaluate.ts';

/** One line of `models/quality.json`: how good a shipped model is, for the dashboard and the reports. */
export const qualitySchema = z.strictObject({
  task: z.string(),
  /** Vietnamese, for the screen. */
  name: z.string(),
  measure: z.string(),
  value: z.number().min(0).max(1),
  /** 95 % bootstrap interval. */
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
  set: z.string(),
  /** Day of the measurement, YYYY-MM-DD. */
  on: z.iso.date(),
});
export type Quality = z.infer<typeof qualitySchema>;

/** Our own figures over the whole development sets, rounded to three digits. */
export function qualityOf(report: EvaluationReport, on: string): Quality[] {
  return report.figures
    .filter(({ by, split }) => by === 'du-luan' && split === 'dev')
    .map(({ task, name, measure, value, low, high, set }) => ({
      task,
      name,
      measure,
      value: brief(value),
      low: brief(low),
      high: brief(high),
      set,
      on,
    }));
}

function brief(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
