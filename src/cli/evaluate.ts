import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { configFromEnvironment } from '../config.ts';
import { DuLuanError } from '../domain/errors.ts';
import { dayOf } from '../domain/time.ts';
import { evaluate } from '../training/evaluate.ts';
import { ALL_MEASUREMENTS } from '../training/measurements/all-measurements.ts';
import { printEvaluation } from '../training/print-evaluation.ts';
import { qualityOf } from '../training/quality.ts';

/** Of the bootstrap that gives the intervals; fixed, so that two runs print the same. */
const SEED = 20_261_122;

/** Stands for the folder of the corpora where there is none: what it would hold is then reported missing under this name. */
const NO_CORPORA = '$DU_LUAN_CORPORA';

/**
 * Measures the shipped classifiers and prints tables, or JSON. What could not be measured is named. `save` writes quality.json beside the models, which
 * dashboard and digest show.
 */
export async function evaluateModels(options: { corpora?: string; json?: true; save?: true }): Promise<void> {
  const config = configFromEnvironment();
  const named = options.corpora ?? config.corporaDir;
  const corpora = named === '' ? null : resolve(named);
  if (options.save && corpora === null)
    throw new DuLuanError('USAGE', {
      detail: '--save needs the corpora: give --corpora or set DU_LUAN_CORPORA to the folder that holds gold/',
    });
  const report = await evaluate({
    corporaDir: corpora ?? NO_CORPORA,
    modelsDir: config.modelsDir,
    seed: SEED,
    measurements: ALL_MEASUREMENTS,
  });
  const on = dayOf(Date.now());
  console.log(options.json ? JSON.stringify({ on, ...report }) : printEvaluation(report, { on, corpora }));
  if (options.save) {
    const file = join(config.modelsDir, 'quality.json');
    await writeFile(file, `${JSON.stringify(qualityOf(report, on), null, 2)}\n`);
    console.error(`written: ${file}`);
  }
}
