/**
 * A request that did not bring what was asked. `code` is one of domain/errors.ts when the server answered, else `UNREACHABLE` (no
 * answer) or `UNREADABLE` (an answer that is not ours).
 */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
  readonly code: string;
  /** HTTP status; 0 without an answer. */
  readonly status: number;

  constructor(code: string, status: number, options?: { cause?: unknown }) {
    super(`${code} (${status})`, options);
    this.code = code;
    this.status = status;
  }

  /** Asking again may help: the fault is not in the request. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}
