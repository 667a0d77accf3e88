/** Aborts on the first SIGINT or SIGTERM; a second one ends the process at once, for who cannot wait. */
export function untilSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    console.error('Stopping: the batch under way is finished first (press Ctrl+C again to leave at once)');
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
