import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

export const ROOT = join(import.meta.dirname, '../..');

/** Text of a file of infra/. */
export function infraText(name: string): string {
  return readFileSync(join(ROOT, 'infra', name), 'utf8');
}

/** A YAML file of infra/, merges resolved as Docker Compose does. */
export function infraYaml(name: string): unknown {
  return parse(infraText(name), { merge: true });
}

const serviceSchema = z.object({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  user: z.string().optional(),
  read_only: z.boolean().default(false),
  restart: z.string(),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  pids_limit: z.number(),
  deploy: z.object({ replicas: z.number().optional(), resources: z.object({ limits: z.object({ memory: z.string() }) }) }),
});
const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) })).default({}),
  volumes: z.record(z.string(), z.unknown()),
});
export type Compose = z.infer<typeof composeSchema>;

export function readCompose(name: string): Compose {
  return composeSchema.parse(infraYaml(name));
}

const VARIABLE = /(?<!\$)\$\{(\w+)(?::([-?])([^}]*))?\}/g;

/** Names that a compose file takes from its environment file. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name = '']) => name))].toSorted();
}

/** Puts values in as Docker Compose does; throws for a variable that must be set and is not. */
export function interpolate(text: string, env: Readonly<Record<string, string>>): string {
  return text.replaceAll(VARIABLE, (_, name: string, kind: string | undefined, rest: string | undefined) => {
    const value = env[name] ?? '';
    if (value !== '') return value;
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return rest ?? '';
  });
}

/** Settings of an environment file. */
export function readEnvFile(name: string): Record<string, string> {
  const lines = infraText(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const [, variable, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      if (variable === undefined || value === undefined) throw new Error(`no setting: ${line}`);
      return [variable, value];
    }),
  );
}
