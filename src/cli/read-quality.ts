import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DuLuanError } from '../domain/errors.ts';
import { isMissingFile } from '../domain/is-missing-file.ts';
import { overviewSchema } from '../domain/views.ts';

const qualitySchema: typeof overviewSchema.shape.accuracy = z.array(overviewSchema.shape.accuracy.element);

/** Measured quality of the shipped classifiers; empty when none was measured. @throws MODEL_INVALID for a broken file. */
export async function readQuality(modelsDir: string): Promise<z.infer<typeof qualitySchema>> {
  const file = join(modelsDir, 'quality.json');
  try {
    return qualitySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw new DuLuanError(
      'MODEL_INVALID',
      { model: 'quality.json', detail: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}
