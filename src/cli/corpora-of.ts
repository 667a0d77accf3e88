import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { DuLuanError } from '../domain/errors.ts';

/** Folder of the labelled corpora, from the command line or the configuration. @throws USAGE when neither names one. */
export function corporaOf(option: string | undefined, config: Config): string {
  const dir = option ?? config.corporaDir;
  if (dir === '')
    throw new DuLuanError('USAGE', { detail: 'No corpora: give --corpora or set DU_LUAN_CORPORA to the folder that holds gold/' });
  return resolve(dir);
}
