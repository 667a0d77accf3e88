import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { bodyRuleSchema, UNIT_PLACEHOLDER } from '../domain/competent-body.ts';
import { DuLuanError } from '../domain/errors.ts';
import { isMissingFile } from '../domain/is-missing-file.ts';
import { profileSchema, type Profile } from '../domain/profile.ts';
import { NO_LANDMARKS, readLandmarks } from './read-landmarks.ts';
import { readPlaces } from './read-places.ts';

const ID = /^[a-z0-9][a-z0-9-]*$/;

const FILES = {
  profile: 'profile.json',
  outlets: 'outlets.json',
  sources: 'sources.json',
  places: 'places.tsv',
  landmarks: 'landmarks.tsv',
  bodies: 'bodies.json',
} as const;

/**
 * Reads the province `id` from its folder in `dir`: profile.json, outlets.json, sources.json, places.tsv,
 * landmarks.tsv and bodies.json; profiles/README.md explains them. The last two may be absent: then no street or bridge tells a
 * unit, and no petition a body. Throws PROFILE_INVALID, naming the file and every fault in it, for a file that is absent, is no JSON or holds
 * something else, for ids that occur twice, and for sources of unknown outlets.
 */
export async function loadProfile(dir: string, id: string): Promise<Profile> {
  if (!ID.test(id))
    throw new DuLuanError('PROFILE_INVALID', { profile: id, detail: 'an id has lower-case letters, digits and hyphens only' });
  const folder = { path: join(dir, id), id };
  const [head, outlets, sources, table, landmarks, bodies] = await Promise.all([
    readJson(folder, FILES.profile),
    readJson(folder, FILES.outlets),
    readJson(folder, FILES.sources),
    readText(folder, FILES.places),
    readText(folder, FILES.landmarks, NO_LANDMARKS),
    readJson(folder, FILES.bodies, '[]'),
  ]);
  const profile = {
    ...parse(
      folder,
      FILES.profile,
      profileSchema.omit({ outlets: true, sources: true, places: true, landmarks: true, bodies: true }),
      head,
    ),
    outlets: parse(folder, FILES.outlets, profileSchema.shape.outlets, outlets),
    sources: parse(folder, FILES.sources, profileSchema.shape.sources, sources),
    places: parse(folder, FILES.places, profileSchema.shape.places, readPlaces(id, table, fault(folder, FILES.places))),
    landmarks: parse(folder, FILES.landmarks, profileSchema.shape.landmarks, readLandmarks(landmarks, fault(folder, FILES.landmarks))),
    bodies: parse(folder, FILES.bodies, z.array(bodyRuleSchema.omit({ profile: true })), bodies).map((rule) => ({ ...rule, profile: id })),
  };
  checkTogether(folder, profile);
  return profile;
}

interface Folder {
  readonly path: string;
  readonly id: string;
}

/** Makes the error for one file of a profile. */
function fault(folder: Folder, file: string): (detail: string, cause?: unknown) => DuLuanError {
  return (detail, cause) => new DuLuanError('PROFILE_INVALID', { profile: folder.id, detail: `${file}: ${detail}` }, { cause });
}

/** `absent` stands for a file that is not there; without it such a file is a fault. */
async function readText(folder: Folder, file: string, absent?: string): Promise<string> {
  try {
    const text = await readFile(join(folder.path, file), 'utf8');
    return text.replace(/^\ufeff/, '');
  } catch (cause) {
    if (absent !== undefined && isMissingFile(cause)) return absent;
    throw fault(folder, file)(`there is no readable file ${join(folder.path, file)}`, cause);
  }
}

async function readJson(folder: Folder, file: string, absent?: string): Promise<unknown> {
  const text = await readText(folder, file, absent);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw fault(folder, file)(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function parse<T>(folder: Folder, file: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw fault(folder, file)(z.prettifyError(parsed.error), parsed.error);
}

function checkTogether(folder: Folder, profile: Profile): void {
  if (profile.id !== folder.id) throw fault(folder, FILES.profile)(`the id is ${profile.id}, the folder is ${folder.id}`);
  checkUnique(folder, FILES.outlets, profile.outlets);
  checkUnique(folder, FILES.sources, profile.sources);
  checkUnique(folder, FILES.places, profile.places);
  const units = new Set(profile.places.map((place) => place.id));
  for (const { name, units: ids } of profile.landmarks) {
    const stray = ids.find((unit) => !units.has(unit));
    if (stray !== undefined) throw fault(folder, FILES.landmarks)(`${name} lies in ${stray}, which ${FILES.places} does not have`);
  }
  const nameless = profile.bodies.find(({ level, body }) => level !== 'commune' && body.includes(UNIT_PLACEHOLDER));
  if (nameless) throw fault(folder, FILES.bodies)(`${nameless.body} names a unit, so its level is commune`);
  const outlets = new Set(profile.outlets.map((outlet) => outlet.id));
  const strays = profile.sources.filter((source) => source.outlet !== null && !outlets.has(source.outlet));
  if (strays.length === 0) return;
  const list = strays.map((source) => `${source.id} names the outlet ${source.outlet}`).join('; ');
  throw fault(folder, FILES.sources)(`${list}, which ${FILES.outlets} does not have`);
}

function checkUnique(folder: Folder, file: string, entries: readonly { id: string }[]): void {
  const seen = new Set<string>();
  const twice = entries.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => id);
  if (twice.length > 0) throw fault(folder, file)(`the id occurs twice: ${twice.join(', ')}`);
}
