import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildEvent, ChildTask } from './fault-child.ts';

export interface PackMember {
  readonly child: ChildProcess;
  readonly events: readonly ChildEvent[];
  readonly stderr: () => string;
  /** Resolves when the engine is open, or when the process has ended before. */
  readonly ready: Promise<unknown>;
  /** Resolves when the process has ended. */
  readonly gone: Promise<unknown>;
  isAlive(): boolean;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/**
 * Child processes, each in a process group of its own that is killed as a whole; all are killed when the pack is disbanded or the test
 * process ends.
 */
export class ProcessPack {
  readonly #members: PackMember[] = [];
  readonly #killAll = (): void => this.#members.forEach((member) => signalGroup(member.child, 'SIGKILL'));

  constructor() {
    process.on('exit', this.#killAll);
  }

  startChild(task: ChildTask, env: Readonly<Record<string, string>>, nodeFlags: readonly string[] = []): PackMember {
    return this.start([...nodeFlags, join(import.meta.dirname, 'fault-child.ts'), JSON.stringify(task)], env);
  }

  /** Starts Node with arguments and nothing of our environment but what `env` names: settings of this machine must not leak in. */
  start(args: readonly string[], env: Readonly<Record<string, string>>): PackMember {
    const child = spawn(process.execPath, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    });
    const events: ChildEvent[] = [];
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr = `${stderr}${chunk.toString()}`.slice(-8_000)));
    const gone: Promise<unknown> = once(child, 'exit');
    const lines = createInterface({ input: child.stdout });
    const opened = new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        // Anything else is what a program prints for people.
        const event = line.startsWith('{"event"') ? (JSON.parse(line) as ChildEvent) : null; // written by fault-child
        if (event) events.push(event);
        if (event?.event === 'ready') resolve();
      });
    });
    const member: PackMember = {
      child,
      events,
      stderr: () => stderr,
      ready: Promise.race([opened, gone]),
      gone,
      isAlive: () => child.exitCode === null && child.signalCode === null,
      async kill(signal = 'SIGKILL') {
        signalGroup(child, signal);
        await gone;
      },
    };
    this.#members.push(member);
    return member;
  }

  async disband(): Promise<void> {
    this.#killAll();
    await Promise.all(this.#members.map((member) => member.gone));
    process.off('exit', this.#killAll);
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It has ended since.
  }
}
