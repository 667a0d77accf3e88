import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { readConfig } from '../../src/config.ts';
import { infraText, readEnvFile, ROOT } from './read-infra.ts';

const unit = infraText('systemd/du-luan.service');
const dir = mkdtempSync(join(tmpdir(), 'du-luan-unit-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!hasSystemd) console.warn('skipped: systemd-analyze is not installed, so nothing here can check the unit');

describe('du-luan.service', () => {
  it.skipIf(!hasSystemd)('is a unit that systemd takes without a warning, and is well hardened', () => {
    // The same unit with the program where it lies here.
    const file = join(dir, 'du-luan.service');
    writeFileSync(file, unit.replaceAll('/opt/du-luan', ROOT));
    const verified = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    expect([verified.status, verified.stderr]).toEqual([0, '']);
    const security = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=30', file], { encoding: 'utf8' });
    expect(security.status).toBe(0);
  });

  it('starts a command that exists, without the launcher, so that the signal reaches the program', () => {
    const words = /^ExecStart=(.*)$/m.exec(unit)?.[1]?.split(' ') ?? [];
    expect(words[0]).toBe('/opt/du-luan/node_modules/node/bin/node');
    expect(createProgram().commands.map((each) => each.name())).toContain(words.at(-1));
  });

  it('has settings that the program accepts', () => {
    const inline = Object.fromEntries(
      (/^Environment=(.*)$/m.exec(unit)?.[1] ?? '').split(' ').map((each) => each.split('=') as [string, string]), // NAME=value, as systemd reads it
    );
    const config = readConfig({ ...inline, ...readEnvFile('systemd/du-luan.env.example') });
    expect([config.dataDir, config.host]).toEqual(['/var/lib/du-luan', '127.0.0.1']);
    expect(unit).toContain('StateDirectory=du-luan');
  });
});
