import { defineConfig, type OxlintOverride } from 'oxlint';

/**
 * Who may import whom, as in ARCHITECTURE.md. A folder may always import itself. `pure` folders have no input or output and
 * may be imported by anyone.
 */
const PURE = ['domain', 'privacy', 'language'];
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: [],
  privacy: ['domain', 'language'],
  language: ['domain'],
  crawlers: PURE,
  queue: [...PURE, 'sqlite'],
  store: [...PURE, 'sqlite'],
  pipeline: [...PURE, 'queue/queue', 'store/store'],
  // After `pipeline`, whose row it narrows: analysis is pure.
  'pipeline/analysis': PURE,
  claims: PURE,
  // Streams of opinion and phrases are analysis of many items; it is pure.
  digest: [...PURE, 'pipeline/analysis', 'store/store'],
  alerts: [...PURE, 'store/store'],
  api: [...PURE, 'digest', 'pipeline/analysis', 'queue/queue', 'store/store'],
  web: ['domain'],
  demo: PURE,
  collect: [...PURE, 'crawlers', 'pipeline', 'queue/queue', 'store/store'],
  embedded: [...PURE, 'sqlite', 'queue', 'store'],
  // Decorates what others export, so that none of them has to know who counts.
  metrics: [...PURE, 'crawlers', 'pipeline', 'queue/queue', 'store/store'],
  profiles: ['domain'],
  sqlite: ['domain'],
  // The shipped profiles are what places are measured on.
  training: [...PURE, 'pipeline/analysis', 'profiles'],
  cli: [
    ...PURE,
    'crawlers',
    'pipeline',
    'queue/queue',
    'store/store',
    'api',
    'claims',
    'digest',
    'alerts',
    'demo',
    'collect',
    'metrics',
    'profiles',
    'training',
    'config',
    'wiring',
    'cli',
  ],
};
const PLACES = [
  ...PURE,
  'crawlers',
  'queue',
  'store',
  'pipeline',
  'claims',
  'digest',
  'alerts',
  'api',
  'web',
  'demo',
  'collect',
  'metrics',
  'profiles',
  'sqlite',
  'embedded',
  'training',
  'cli',
  'config',
  'wiring',
];

/** Matches a relative import that reaches `place` from a file at any depth. */
const reaching = (place: string): string => `^(\\.\\./)+${place}(/|\\.ts$)`;

/** Whoever may import a port may still not import its adapters; only wiring.ts does. */
const ADAPTERS: Readonly<Record<string, string>> = {
  queue: reaching('queue/(bullmq|embedded)'),
  store: reaching('store/(elasticsearch|sqlite)'),
  // Of the pipeline only the analysis is open: training fits what it scores with.
  pipeline: '^(\\.\\./)+pipeline/([^/]+\\.ts$|[^a/]|a[^n])',
};

const importTable: OxlintOverride[] = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  files: [`src/${folder}/**/*.ts`, `src/${folder}/**/*.tsx`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: PLACES.filter((place) => place !== folder.split('/')[0] && !allowed.includes(place)).map((place) => ({
          regex: allowed.some((name) => name.startsWith(`${place}/`)) ? (ADAPTERS[place] ?? reaching(place)) : reaching(place),
          message: `${folder} may not import ${place}; the table is in ARCHITECTURE.md.`,
        })),
      },
    ],
  },
}));

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise', 'vitest', 'react', 'jsx-a11y', 'node'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true },
  rules: {
    'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', { max: 4 }],
    'no-console': 'error',
    'import/no-default-export': 'error',
    'import/no-cycle': 'error',
    'node/no-process-env': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-misused-promises': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    // The new JSX transform needs no React in scope.
    'react/react-in-jsx-scope': 'off',
    // An awaited loop is how politeness and order are kept here.
    'no-await-in-loop': 'off',
    // `as` carries its reason on its line, which a person checks; type guards for closed lists would only hide it.
    'typescript/no-unsafe-type-assertion': 'off',
    // Text is walked by code point here on purpose.
    'typescript/no-misused-spread': 'off',
    'no-underscore-dangle': 'off',
    'no-shadow': 'off',
    'import/no-unassigned-import': 'off',
  },
  overrides: [
    ...importTable,
    { files: ['du-luan.mjs', 'infra/ci/**'], rules: { 'no-console': 'off' } },
    { files: ['*.config.ts', 'src/web/**'], rules: { 'import/no-default-export': 'off' } },
    { files: ['src/cli/**', 'scripts/**', 'bench/**', 'test/**'], rules: { 'no-console': 'off' } },
    { files: ['src/config.ts', 'test/**', 'bench/**', 'scripts/**', '*.config.ts'], rules: { 'node/no-process-env': 'off' } },
    // Suites and tables of content are long on purpose.
    {
      files: ['test/**'],
      // A helper stands beside the cases that use it.
      rules: { 'max-lines-per-function': 'off', 'max-lines': 'off', 'unicorn/consistent-function-scoping': 'off' },
    },
    { files: ['src/demo/content/**', 'src/domain/views.ts'], rules: { 'max-lines': 'off' } },
  ],
  ignorePatterns: ['dist', 'models', 'docs', 'data'],
});
