import { CommanderError, type Command } from 'commander';
import { DuLuanError } from '../domain/errors.ts';

/** Exit codes: 0 done, 1 something failed, 2 wrong usage or configuration. */
const WRONG_USAGE = 2;

/** Runs a command; every fault becomes one line with its code and an exit code, never a stack trace for known faults. */
export async function runProgram(program: Command, argv: readonly string[]): Promise<void> {
  program.exitOverride();
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  if (error instanceof DuLuanError) {
    console.error(`${error.code}: ${error.message}`);
    return ['USAGE', 'CONFIG_INVALID', 'BAD_REQUEST'].includes(error.code) ? WRONG_USAGE : 1;
  }
  console.error(error);
  return 1;
}
