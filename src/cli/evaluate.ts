import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configFromEnvironment } from '../config.ts';
import { dayOf } from '../domain/time.ts';
import { evaluate } from '../training/evaluate.ts';
import { ALL_MEASUREMENTS } from '../training/measurements/all-measurements.ts';
import { printEvaluation } from '../training/print-evaluation.ts';
import { qualityOf } from '../training/quality.ts';
import { corporaOf } from './corpora-of.ts';

/** Of the bootstrap that gives the intervals; fixed, so that two runs print the same. */
const SEED = 20_261_122;

/**
 * Measures the shipped classifiers and prints tables, or JSON. What could not be measured is named. `save` writes quality.json beside the models, which
 * dashboard and digest show.
 */
export async function evaluateModels(options: { corpora?: string; json?: true; save?: true }): Promise<void> {
  const config = configFromEnvironment();
  const report = await evaluate({
    corporaDir: corporaOf(options.corpora, config),
    modelsDir: config.modelsDir,
    seed: SEED,
    measurements: ALL_MEASUREMENTS,
  });
  console.log(options.json ? JSON.stringify(report) : printEvaluation(report));
  if (options.save) {
    const file = join(config.modelsDir, 'quality.json');
    await writeFile(file, `${JSON.stringify(qualityOf(report, dayOf(Date.now())), null, 2)}\n`);
    console.error(`written: ${file}`);
  }
}
