import { readFileSync } from 'node:fs';

/**
 * What tells a living process from a later one with the same number: start time in clock ticks since boot, and the boot, from
 * /proc. A container starts every process with the same small number, so the number alone would take a successor for
 * its predecessor. Where there is no /proc the number alone decides and the stamp is empty. null when no such process lives.
 */
export function processStamp(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    // EPERM: it lives, under another user.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EPERM')) return null;
  }
  return startOf(pid) ?? '';
}

function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in parentheses may hold spaces; the 20th field after it is the start time, see proc_pid_stat(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return `${boot}/${fields?.[19] ?? ''}`;
  } catch {
    return null; // No /proc on this system.
  }
}
