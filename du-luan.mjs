#!/usr/bin/env node
// Starts the Node that package.json pins, whatever Node runs this file: the code is TypeScript, which older ones do not read.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const pinned = fileURLToPath(new URL('node_modules/node/bin/node', import.meta.url));
const main = fileURLToPath(new URL('src/main.ts', import.meta.url));
if (!existsSync(pinned)) {
  console.error('The pinned Node is missing. Run: npm ci');
  process.exit(1);
}
const child = spawn(pinned, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  else process.exit(code ?? 1);
});
