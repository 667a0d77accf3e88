import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { claimsFilter } from '../claims/claims-filter.ts';
import { configFromEnvironment } from '../config.ts';
import { DuLuanError } from '../domain/errors.ts';
import type { PlaceMention } from '../domain/place.ts';
import { egressFilter } from '../crawlers/fetch/egress-filter.ts';
import { extractFilter, feedFilter, robotsFilter } from '../crawlers/filters.ts';
import { foldFilter } from '../language/fold-filter.ts';
import { makeAnalyser } from '../pipeline/analysis/analyse.ts';
import { analyseFilter } from '../pipeline/analysis/analyse-filter.ts';
import { loadModels } from '../pipeline/analysis/classifiers.ts';
import { itemExplainer } from '../pipeline/analysis/explain-item.ts';
import { createPlaceFinder } from '../pipeline/analysis/place/find-places.ts';
import { duplicatesFilter } from '../pipeline/analysis/story/duplicates-filter.ts';
import { storiesFilter } from '../pipeline/analysis/story/stories-filter.ts';
import { redactFilter } from '../privacy/redact-filter.ts';
import { loadProfile } from '../profiles/load-profile.ts';
import { readLaw } from './read-law.ts';

/** A step that looks at one line, or one that must see all lines before it answers the first. */
export type Filter =
  | { readonly needs: 'line'; readonly run: (value: unknown, number: number) => unknown }
  | { readonly needs: 'all'; readonly run: (values: readonly unknown[]) => readonly unknown[] };

/** What the steps may be asked beside their input. */
export interface FilterOptions {
  /** egress: file with the answers of the name server. */
  readonly hosts?: string;
  /** analyse: say which words spoke for each label. */
  readonly explain?: true;
}

/** Provinces whose places are found: every profile that ships. */
const PROFILES = ['hai-phong', 'ha-tinh'];

const MAKERS: Readonly<Record<string, (options: FilterOptions) => Filter | Promise<Filter>>> = {
  extract: () => ({ needs: 'line', run: extractFilter }),
  feed: () => ({ needs: 'line', run: feedFilter }),
  robots: () => ({ needs: 'line', run: robotsFilter }),
  redact: () => ({ needs: 'line', run: redactFilter }),
  fold: () => ({ needs: 'line', run: foldFilter }),
  duplicates: () => ({ needs: 'all', run: duplicatesFilter }),
  stories: () => ({ needs: 'all', run: storiesFilter }),
  analyse: createAnalyse,
  claims: createClaims,
  egress: createEgressStep,
};

/** The names of the steps, for help. */
export const STEPS: readonly string[] = Object.keys(MAKERS);

/** @throws DuLuanError USAGE for an unknown step or a hosts file that cannot be read */
export async function createFilter(step: string, options: FilterOptions): Promise<Filter> {
  const make = MAKERS[step];
  if (!make) throw new DuLuanError('USAGE', { detail: `There is no step "${step}"; there are ${STEPS.join(', ')}` });
  return make(options);
}

async function createAnalyse({ explain }: FilterOptions): Promise<Filter> {
  const config = configFromEnvironment();
  const models = loadModels(config.modelsDir);
  const analyser = makeAnalyser(models);
  const explainer = explain ? itemExplainer(models) : null;
  const profiles = await Promise.all(PROFILES.map((id) => loadProfile(config.profilesDir, id)));
  const finders = profiles.map((profile) => createPlaceFinder(profile.places, profile.id, profile.landmarks));
  const findPlaces = (title: string, text: string): PlaceMention[] => finders.flatMap((find) => find(title, text, null));
  return { needs: 'line', run: (value) => analyseFilter(value, analyser, findPlaces, explainer) };
}

async function createClaims(): Promise<Filter> {
  const law = await readLaw();
  const now = Date.now();
  return { needs: 'line', run: (value) => claimsFilter(value, law, now) };
}

const hostsSchema = z.object({ hosts: z.record(z.string(), z.array(z.array(z.string()))) });

async function createEgressStep(options: FilterOptions): Promise<Filter> {
  if (options.hosts === undefined) return { needs: 'line', run: egressFilter(new Map()) };
  try {
    const { hosts } = hostsSchema.parse(JSON.parse(await readFile(options.hosts, 'utf8')));
    return { needs: 'line', run: egressFilter(new Map(Object.entries(hosts))) };
  } catch (error) {
    throw new DuLuanError('USAGE', { detail: `${options.hosts} is no file of host answers` }, { cause: error });
  }
}
