import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { DuLuanError } from '../domain/errors.ts';
import { isMissingFile } from '../domain/is-missing-file.ts';
import { profileSchema, type Profile } from '../domain/profile.ts';
import { loadProfile } from '../profiles/load-profile.ts';

/** Whose items a data folder holds; figures of two provinces, or of a province and the demo, must never mix. */
const OWNER_FILE = 'owner.json';
const ownerSchema = z.object({
  profile: z.string(),
  /** Whole profile of a demo, whose sites and outlets stand in no folder of profiles/; null for a province. */
  demo: profileSchema.nullable(),
});
type Owner = z.infer<typeof ownerSchema>;

/** The profile that the commands which read and show work with: the configured one, or the demo's in a folder that the demo filled. */
export async function activeProfile(config: Config): Promise<Profile> {
  const owner = await readOwner(config.dataDir);
  return owner?.demo ?? loadProfile(config.profilesDir, config.profile);
}

/**
 * The profile to collect for. The first one to collect into a folder owns it.
 * @throws DuLuanError FOLDER_OF_OTHER when the folder belongs to another province or to the demo
 */
export async function profileToCollect(config: Config): Promise<Profile> {
  const profile = await loadProfile(config.profilesDir, config.profile);
  const owner = await readOwner(config.dataDir);
  if (!owner) await writeOwner(config.dataDir, { profile: profile.id, demo: null });
  else if (owner.demo || owner.profile !== profile.id) throw foreign(config, owner, profile.id);
  return profile;
}

/** Marks a folder as the demo's. @throws DuLuanError FOLDER_OF_OTHER when a province's items are in it */
export async function keepDemoProfile(config: Config, profile: Profile): Promise<void> {
  const owner = await readOwner(config.dataDir);
  if (owner && !owner.demo) throw foreign(config, owner, 'the demo');
  await writeOwner(config.dataDir, { profile: profile.id, demo: profile });
}

function foreign(config: Config, owner: Owner, wanted: string): DuLuanError {
  return new DuLuanError('FOLDER_OF_OTHER', { dir: config.dataDir, found: owner.demo ? 'the demo' : owner.profile, wanted });
}

async function readOwner(dataDir: string): Promise<Owner | null> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(join(dataDir, OWNER_FILE), 'utf8')));
  } catch (error) {
    if (isMissingFile(error)) return null;
    const detail = error instanceof Error ? error.message : String(error);
    throw new DuLuanError('CONFIG_INVALID', { detail: `${join(dataDir, OWNER_FILE)} cannot be read: ${detail}` }, { cause: error });
  }
}

async function writeOwner(dataDir: string, owner: Owner): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(join(dataDir, OWNER_FILE), `${JSON.stringify(owner)}\n`);
}
