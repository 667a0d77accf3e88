/** A terminal and systemd signal the launcher and us, and the launcher passes its own on: what comes this soon is the same wish. */
const SAME_WISH_MS = 500;

/** Aborts on the first SIGINT or SIGTERM; a second one ends the process at once, for who cannot wait. */
export function untilSignal(): AbortSignal {
  const controller = new AbortController();
  let firstAt = 0;
  const stop = (): void => {
    if (controller.signal.aborted) {
      if (performance.now() - firstAt < SAME_WISH_MS) return;
      process.exit(130);
    }
    firstAt = performance.now();
    console.error('Stopping: the batch under way is finished first (press Ctrl+C again to leave at once)');
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
