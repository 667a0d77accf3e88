import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuLuanError } from './domain/errors.ts';

/** Folder of this program: profiles, models and the built dashboard lie in it. */
const HOME = fileURLToPath(new URL('..', import.meta.url));

interface Option<T> {
  readonly variable: string;
  /** As written in the environment; null when there is no default. */
  readonly fallback: string | null;
  readonly meaning: string;
  readonly unit: string;
  readonly secret: boolean;
  /** Throws an Error whose message completes "VARIABLE …". */
  readonly parse: (text: string) => T;
}

function option<T>(
  variable: string,
  fallback: string | null,
  parse: (text: string) => T,
  about: { meaning: string; unit?: string; secret?: boolean },
): Option<T> {
  return { variable, fallback, parse, meaning: about.meaning, unit: about.unit ?? '', secret: about.secret ?? false };
}

const text = (value: string): string => value;
const path = (value: string): string => resolve(value);

function whole(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < min || number > max)
      throw new Error(`must be a whole number from ${min} to ${max}, not "${value}"`);
    return number;
  };
}

function optional<T>(parse: (value: string) => T): (value: string) => T | null {
  return (value) => (value === '' ? null : parse(value));
}

function oneOf<T extends string>(...choices: readonly T[]): (value: string) => T {
  return (value) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new Error(`must be one of ${choices.join(', ')}, not "${value}"`);
    return found;
  };
}

function list(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function hostPorts(value: string): readonly string[] {
  const parts = list(value);
  for (const part of parts) if (!/^[a-z0-9.[\]:-]+:\d{1,5}$/i.test(part)) throw new Error(`must name exact host:port pairs, not "${part}"`);
  return parts;
}

function serviceUrl(...protocols: readonly string[]): (value: string) => string {
  return (value) => {
    if (value === '') return value;
    const url = URL.parse(value);
    // The value itself may hold a password, so the message does not repeat it.
    if (!url || !protocols.includes(url.protocol))
      throw new Error(`must be an address that begins with ${protocols.map((each) => `${each}//`).join(' or ')}`);
    return value;
  };
}

/** Keys travel in a header or an address, so white space in one is a mistake of copying. The message never repeats the key. */
function apiKey(value: string): string {
  if (!/^[\x21-\x7e]*$/.test(value)) throw new Error('must be one word of ASCII characters');
  return value;
}

/** Every environment variable there is. Nothing else reads the environment; `docs/configuration.md` is written from this table. */
export const OPTIONS = {
  dataDir: option('DU_LUAN_DATA_DIR', 'data', path, { meaning: 'Folder of the database and everything else that is kept', unit: 'path' }),
  profile: option('DU_LUAN_PROFILE', 'hai-phong', text, { meaning: 'Province to follow: the name of a folder of profiles/' }),
  profilesDir: option('DU_LUAN_PROFILES_DIR', `${HOME}profiles`, path, { meaning: 'Folder of the profiles', unit: 'path' }),
  modelsDir: option('DU_LUAN_MODELS_DIR', `${HOME}models`, path, { meaning: 'Folder of the classifiers', unit: 'path' }),
  webDir: option('DU_LUAN_WEB_DIR', `${HOME}dist/web`, path, { meaning: 'Folder of the built dashboard', unit: 'path' }),
  queueUrl: option('QUEUE_URL', '', serviceUrl('redis:', 'rediss:'), {
    meaning: 'Redis of the queue. Set it together with STORE_URL to leave the embedded engine',
    secret: true,
  }),
  storeUrl: option('STORE_URL', '', serviceUrl('http:', 'https:'), {
    meaning: 'Elasticsearch of the store; user and password may stand in it',
    secret: true,
  }),
  storePrefix: option('DU_LUAN_STORE_PREFIX', 'du-luan', text, {
    meaning: 'Beginning of the names of queue and indices, to keep provinces apart',
  }),
  storeCaFile: option('DU_LUAN_STORE_CA_FILE', '', text, {
    meaning: "Certificate of the authority that signed Elasticsearch's own",
    unit: 'path',
  }),
  allowForgetfulRedis: option('DU_LUAN_ALLOW_FORGETFUL_REDIS', 'no', oneOf('yes', 'no'), {
    meaning: 'Start on a Redis that evicts keys or keeps no append-only file, and may lose items',
  }),
  host: option('DU_LUAN_HOST', '127.0.0.1', text, {
    meaning: 'Address that the dashboard listens on. There is no sign-in yet: anything but loopback shows it to your whole network',
  }),
  port: option('DU_LUAN_PORT', '8723', whole(0, 65_535), { meaning: 'Port of the dashboard; 0 takes a free one' }),
  publicHosts: option('DU_LUAN_PUBLIC_HOSTS', '', list, {
    meaning: 'Host names, comma-separated, under which browsers may ask besides loopback',
  }),
  metricsPort: option('DU_LUAN_METRICS_PORT', '', optional(whole(0, 65_535)), {
    meaning: 'Port on which each long-running process answers GET /metrics for Prometheus; 0 takes a free one, none when empty',
  }),
  metricsHost: option('DU_LUAN_METRICS_HOST', '127.0.0.1', text, {
    meaning: 'Address that the metrics port listens on',
  }),
  logLevel: option('DU_LUAN_LOG_LEVEL', 'warn', oneOf('debug', 'info', 'warn', 'error', 'silent'), {
    meaning: 'Least severity that is logged',
  }),
  contact: option('DU_LUAN_CONTACT', '', text, {
    meaning: 'E-mail or web address that sites find in our user agent. Set it before you crawl the web',
  }),
  egressAllow: option('DU_LUAN_EGRESS_ALLOW', '', hostPorts, {
    meaning: 'Exact host:port pairs, comma-separated, that crawlers may visit although the address is private',
  }),
  hostDelayMs: option('DU_LUAN_HOST_DELAY_MS', '1000', whole(0, 3_600_000), {
    meaning: 'Least time between two requests to one host. One second is what most sites ask of crawlers',
    unit: 'ms',
  }),
  hostBudget: option('DU_LUAN_HOST_BUDGET', '5000', whole(1, 10_000_000), {
    meaning: 'Most requests that one host gets in a day; what is left waits for the next',
    unit: 'requests',
  }),
  queueLimit: option('DU_LUAN_QUEUE_LIMIT', '2000', whole(10, 1_000_000), {
    meaning: 'Crawlers pause while more items than this wait. Enough for a worker to never run dry, few enough to stay in memory',
    unit: 'items',
  }),
  browserPath: option('DU_LUAN_BROWSER_PATH', '', text, {
    meaning: 'Chromium for sources that need JavaScript; found by itself when empty',
    unit: 'path',
  }),
  browserSandbox: option('DU_LUAN_BROWSER_SANDBOX', 'auto', oneOf('auto', 'off'), {
    meaning: 'off starts Chromium without its sandbox, for systems that forbid it and keep the program apart by themselves',
  }),
  youtubeKey: option('DU_LUAN_YOUTUBE_KEY', '', apiKey, {
    meaning: 'Key of the YouTube Data API v3, for sources of the kind `youtube`',
    secret: true,
  }),
  facebookToken: option('DU_LUAN_FACEBOOK_TOKEN', '', apiKey, {
    meaning: 'Access token that the owner of a Page gives for it, for sources of the kind `facebook-page`',
    secret: true,
  }),
  threadsToken: option('DU_LUAN_THREADS_TOKEN', '', apiKey, {
    meaning: 'Access token of the Threads API with the permission threads_keyword_search, for sources of the kind `threads`',
    secret: true,
  }),
  corporaDir: option('DU_LUAN_CORPORA', '', text, {
    meaning: 'Folder of labelled corpora, for `evaluate`, `train` and some tests',
    unit: 'path',
  }),
} as const;

export type Config = { readonly [K in keyof typeof OPTIONS]: ReturnType<(typeof OPTIONS)[K]['parse']> };

/**
 * Reads the configuration.
 * @throws DuLuanError CONFIG_INVALID naming every fault at once, unknown DU_LUAN_ variables included: a misspelt name must not
 * silently mean the default.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const [name, each] of Object.entries(OPTIONS)) {
    known.add(each.variable);
    if (each.secret) known.add(`${each.variable}_FILE`);
    try {
      const written = writtenValue(each, env);
      values[name] = each.parse(written === undefined || written === '' ? (each.fallback ?? '') : written);
    } catch (error) {
      faults.push(`${each.variable} ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  for (const name of Object.keys(env)) if (name.startsWith('DU_LUAN_') && !known.has(name)) faults.push(`${name} is not a setting`);
  if ((values['queueUrl'] === '') !== (values['storeUrl'] === '')) faults.push('QUEUE_URL and STORE_URL go together: set both or neither');
  if (faults.length > 0) throw new DuLuanError('CONFIG_INVALID', { detail: faults.join('; ') });
  return values as Config; // every key of OPTIONS was set by its own parse
}

/** The configuration of this process. `defaults` stand in for variables that are not set. @throws DuLuanError CONFIG_INVALID */
export function configFromEnvironment(defaults: Readonly<Record<string, string>> = {}): Config {
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  return readConfig({ ...defaults, ...set });
}

/** What the environment says of an option; a secret may stand in a file instead, of which the last line break does not count. */
function writtenValue({ variable, secret }: Option<unknown>, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const file = secret ? env[`${variable}_FILE`] : undefined;
  if (file === undefined || file === '') return env[variable];
  if (env[variable] !== undefined && env[variable] !== '') throw new Error(`is set beside ${variable}_FILE: choose one`);
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new Error(`cannot be read from the file that ${variable}_FILE names: ${file}`, { cause });
  }
}

/** The resolved configuration for a person's eyes, secrets masked. */
export function describeConfig(config: Config): readonly { variable: string; value: string }[] {
  return Object.entries(OPTIONS).map(([name, each]) => ({
    variable: each.variable,
    value: each.secret && config[name as keyof Config] !== '' ? '***' : String(config[name as keyof Config] ?? ''), // keys of OPTIONS are the keys of Config
  }));
}

/** `docs/configuration.md`, so that table and page cannot part. */
export function configurationPage(): string {
  const rows = Object.values(OPTIONS).map((each) => {
    const fallback = each.fallback === null || each.fallback === '' ? '–' : `\`${each.fallback.replace(HOME, '')}\``;
    return `| \`${each.variable}\` | ${fallback} | ${each.unit || '–'} | ${each.meaning} |`;
  });
  const secrets = Object.values(OPTIONS).flatMap((each) => (each.secret ? [`\`${each.variable}\``] : []));
  return [
    '# Configuration',
    '',
    'Written from the table in `src/config.ts` by `du-luan doctor --configuration-page`. Every setting is an environment variable; an unknown `DU_LUAN_` name is a fault.',
    '',
    `Secrets (${secrets.join(', ')}) may stand in a file instead: put its path into the variable of the same name with \`_FILE\` at the end.`,
    '',
    '| variable | default | unit | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
