import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Law } from '../claims/detect-claims.ts';
import { knownAmendmentSchema, provisionSchema } from '../domain/provision.ts';

/** Data that ships with the program, as its models do. */
const FOLDER = new URL('../../provisions/', import.meta.url);
const DOCUMENTS = ['nd168-2024.json', 'luat36-2024.json'];

/** The provisions that ship and the amendments known of. */
export async function readLaw(): Promise<Law> {
  const [amendments, ...documents] = await Promise.all(['known-amendments.json', ...DOCUMENTS].map(read));
  return {
    provisions: documents.flatMap((document) => z.array(provisionSchema).parse(document)),
    amendments: z.array(knownAmendmentSchema).parse(amendments),
  };
}

async function read(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(name, FOLDER), 'utf8'));
}
