import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DuLuanError } from '../domain/errors.ts';
import { isMissingFile } from '../domain/is-missing-file.ts';

/**
 * What must stay the same for as long as a data folder lives: the ports, because canonical addresses hold them and an item
 * under a new port would be another item, and the day that the written content counts from.
 */
const stateSchema = z.strictObject({
  version: z.literal(1),
  anchorDay: z.iso.date(),
  /** By source id. */
  ports: z.record(z.string(), z.number().int().min(1).max(65_535)),
});
export type NewsroomState = z.infer<typeof stateSchema>;

const FILE = 'newsroom.json';

/**
 * null when there is no state yet.
 * @throws DuLuanError CONFIG_INVALID for a damaged file: to start over would double every item in silence.
 */
export async function readNewsroomState(dataDir: string): Promise<NewsroomState | null> {
  const path = join(dataDir, FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (err) {
    if (isMissingFile(err)) return null;
    throw err;
  }
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new DuLuanError('CONFIG_INVALID', { detail: `${path} is damaged; delete the data folder, or take another one` }, { cause });
  }
}

/** Replaces the file in one step, so that a crash leaves the old or the new one. Makes the folder when there is none. */
export async function writeNewsroomState(dataDir: string, state: NewsroomState): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, FILE);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(state, null, 2)}\n`);
  await rename(draft, path);
}
