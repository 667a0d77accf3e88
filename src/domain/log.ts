/** The part of a structured logger that this project uses. Constant event text, facts as fields, `err` as an object. */
export interface Log {
  debug(fields: object, event: string): void;
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/** For tests and filters, where nobody reads. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
