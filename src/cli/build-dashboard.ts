import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HOME = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the dashboard when it has not been built yet; a build made by hand (`npm run build`) stays. In a process of its own, so
 * that the crawl goes on beside it on the second core.
 */
export async function buildDashboard(webDir: string): Promise<void> {
  if (existsSync(`${webDir}/index.html`)) return;
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', webDir], { cwd: HOME, stdio: ['ignore', 2, 2] });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) throw new Error(`the dashboard could not be built (vite ended with ${code}); run: npm run build`);
}
