import { resolve } from 'node:path';
import { configFromEnvironment } from '../config.ts';
import { backUpTo, restoreFrom } from '../wiring.ts';

/** Copies the data folder's database into one file and prints one JSON line: file, size, counts, checksum. */
export async function backup(options: { to: string }): Promise<void> {
  console.log(JSON.stringify(await backUpTo(configFromEnvironment(), resolve(options.to))));
}

/** Puts a backup into an empty data folder and prints one JSON line as `backup` does; the counts are those of the backup. */
export async function restore(options: { from: string }): Promise<void> {
  console.log(JSON.stringify(await restoreFrom(configFromEnvironment(), resolve(options.from))));
}
