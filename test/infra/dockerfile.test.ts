import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { infraText, ROOT } from './read-infra.ts';

/** Instructions in order, continued lines joined, comments left out. */
const instructions = infraText('Dockerfile')
  .replaceAll(/^\s*#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line !== '');
const stages = instructions.join('\n').split(/^(?=FROM )/m);
const last = stages.at(-1) ?? '';
const manifest = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')));

describe('the image', () => {
  it('is built on images pinned by version', () => {
    const names = stages.map((stage) => /^FROM (\S+)(?: AS (\w+))?/.exec(stage));
    const known = new Set(names.map((found) => found?.[2]));
    const foreign = names.map((found) => found?.[1]).filter((name) => !known.has(name));
    expect(foreign).toHaveLength(2);
    for (const name of foreign) expect(name).toMatch(/:\d+\.\d+(\.\d+)?-/);
  });

  it('is built by the Node that it brings', () => {
    expect(stages[0]).toContain(`FROM node:${manifest.dependencies['node']}-`);
  });

  it('ends with one Node only, the pinned one, and no npm', () => {
    expect(last).toMatch(/^FROM debian:/);
    expect(last).not.toMatch(/\bnpm\b|nodejs|du-luan\.mjs/);
    const entry = z.array(z.string()).parse(JSON.parse(/^ENTRYPOINT (.*)$/m.exec(last)?.[1] ?? ''));
    expect(entry.slice(0, 3)).toEqual(['tini', '--', '/app/node_modules/node/bin/node']);
    const program = entry.at(-1)?.replace('/app/', '') ?? '';
    expect(existsSync(join(ROOT, program))).toBe(true);
    expect(existsSync(join(ROOT, 'node_modules/node/bin/node'))).toBe(true);
  });

  it('holds packages without those of development, and the dashboard built', () => {
    expect(stages.find((stage) => stage.includes('AS packages'))).toContain('npm ci --omit=dev');
    expect(last).toContain('COPY --from=packages /app/node_modules node_modules');
    expect(last).toContain('COPY --from=dashboard /app/dist/web dist/web');
  });

  it('does not run as root', () => {
    expect(last).toMatch(/^USER 10001:10001$/m);
    expect(last.indexOf('USER 10001')).toBeLessThan(last.indexOf('ENTRYPOINT'));
  });

  it('copies what is there, and .dockerignore lets nothing else near it', () => {
    const ignore = infraText('Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(ignore[0]).toBe('*');
    const allowed = ignore.slice(1).map((line) => line.replace(/^!/, ''));
    const copied = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    for (const path of copied) expect(existsSync(join(ROOT, path))).toBe(true);
    expect([...new Set(copied)].toSorted()).toEqual(allowed.toSorted());
  });
});
