import { readConfig } from '../config.ts';
import { evaluate } from '../training/evaluate.ts';
import { printEvaluation } from '../training/print-evaluation.ts';
import { corporaOf } from './corpora-of.ts';

/** Of the bootstrap that gives the intervals; fixed, so that two runs print the same. */
const SEED = 20_261_122;

/** Measures the shipped classifiers and prints tables, or JSON. What could not be measured is named. */
export async function evaluateModels(options: { corpora?: string; json?: true }): Promise<void> {
  const config = readConfig(process.env);
  const report = await evaluate({ corporaDir: corporaOf(options.corpora, config), modelsDir: config.modelsDir, seed: SEED });
  console.log(options.json ? JSON.stringify(report) : printEvaluation(report));
}
