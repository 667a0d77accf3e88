import pino from 'pino';
import type { Log } from '../domain/log.ts';

/** JSON lines on standard error: standard output belongs to results. */
export function createLog(level: string): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: pino.stdSerializers.err } },
    pino.destination(2),
  );
}
