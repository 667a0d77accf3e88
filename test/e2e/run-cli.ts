import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../du-luan.mjs', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a user calls it. `env` comes on top of a clean environment, so that the caller's settings cannot leak in. */
export function startCli(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input?: string,
): ChildProcess & { result: Promise<CliResult> } {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('DU_LUAN_')));
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    env: { ...inherited, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A child that ends before it has read everything is no fault of the test.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const result = new Promise<CliResult>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  return Object.assign(child, { result });
}

export function runCli(args: readonly string[], env: Readonly<Record<string, string>>, input?: string): Promise<CliResult> {
  return startCli(args, env, input).result;
}

/** SIGKILL to the launcher and the process that it started, as a power cut would. */
export function killHard(child: ChildProcess): void {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
}
