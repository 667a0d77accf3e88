import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activeProfile, keepDemoProfile, profileToCollect } from '../../src/cli/active-profile.ts';
import { readConfig, type Config } from '../../src/config.ts';

describe('a data folder', () => {
  let dataDir: string;
  const config = (profile: string): Config => readConfig({ DU_LUAN_DATA_DIR: dataDir, DU_LUAN_PROFILE: profile });

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'du-luan-owner-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('belongs to the first province that collects into it', async () => {
    expect((await profileToCollect(config('ha-tinh'))).id).toBe('ha-tinh');
    expect((await profileToCollect(config('ha-tinh'))).id).toBe('ha-tinh');
    await expect(profileToCollect(config('hai-phong'))).rejects.toMatchObject({ code: 'FOLDER_OF_OTHER' });
  });

  it('of the demo is shown as the demo, and no province collects into it', async () => {
    const demo = { ...(await activeProfile(config('hai-phong'))), id: 'demo', name: 'Bản dùng thử' };
    await keepDemoProfile(config('hai-phong'), demo);
    expect(await activeProfile(config('hai-phong'))).toEqual(demo);
    await expect(profileToCollect(config('hai-phong'))).rejects.toMatchObject({ code: 'FOLDER_OF_OTHER' });
    await keepDemoProfile(config('hai-phong'), demo);
  });

  it('of a province takes no demo', async () => {
    const profile = await profileToCollect(config('hai-phong'));
    await expect(keepDemoProfile(config('hai-phong'), profile)).rejects.toMatchObject({ code: 'FOLDER_OF_OTHER' });
  });

  it('with a damaged mark says so', async () => {
    writeFileSync(join(dataDir, 'owner.json'), '{');
    await expect(activeProfile(config('hai-phong'))).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
