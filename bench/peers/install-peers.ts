import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Calls `work` with the path of a Python that has the packages from PyPI, in the folder `DU_LUAN_PEERS` or a temporary one; with null, after a line
 * that says why, where none can be had.
 */
export async function withPeers<T>(packages: readonly string[], work: (python: string | null) => T | Promise<T>): Promise<T> {
  const own = process.env['DU_LUAN_PEERS'];
  const folder = own ?? mkdtempSync(join(tmpdir(), 'du-luan-peers-'));
  try {
    return await work(install(packages, folder));
  } finally {
    if (own === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function install(packages: readonly string[], folder: string): string | null {
  const python = join(folder, 'bin', 'python');
  try {
    if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', folder], { stdio: 'ignore' });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return python;
  } catch (fault) {
    const why = fault instanceof Error ? fault.message.split('\n')[0] : 'unknown';
    console.log(`left out: ${packages.join(', ')} could not be installed (${why})`);
    return null;
  }
}
