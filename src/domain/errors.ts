/**
 * The catalogue: one stable code per fault, with what happened and what to do. `docs/errors.md` lists every code; a test fails
 * when one is missing there. HTTP status is what the API answers when the fault reaches it.
 */
export const ERRORS = {
  CONFIG_INVALID: { status: 500, message: 'The configuration has faults: {detail}' },
  USAGE: { status: 400, message: '{detail}' },
  PROFILE_INVALID: { status: 500, message: 'Profile {profile} cannot be read: {detail}' },
  NOT_FOUND: { status: 404, message: 'There is no {what}' },
  BAD_REQUEST: { status: 400, message: '{detail}' },
  HOST_REFUSED: { status: 421, message: 'This server does not answer for the name {host}; add it to DU_LUAN_PUBLIC_HOSTS if it should' },
  BAD_QUERY: { status: 400, message: 'The search cannot be read at position {position}: {detail}' },
  BAD_CURSOR: { status: 400, message: 'The page cursor is not one of ours; start again from the first page' },
  BAD_INPUT: { status: 400, message: 'Line {line} cannot be read: {detail}' },
  INTERNAL: { status: 500, message: 'Something failed on our side; the log of the server has the reason' },
  EGRESS_REFUSED: { status: 502, message: 'The address {url} is refused: {reason}' },
  FETCH_UNREACHABLE: { status: 502, message: '{url} cannot be reached: {detail}' },
  FETCH_TIMED_OUT: { status: 504, message: '{url} did not answer within {seconds} s' },
  FETCH_HTTP: { status: 502, message: '{url} answered {httpStatus}' },
  FETCH_RATE_LIMITED: { status: 502, message: '{url} asks to slow down' },
  FETCH_TOO_LARGE: { status: 502, message: '{url} is larger than {maxBytes} bytes' },
  FETCH_REDIRECTS: { status: 502, message: '{url} redirects too often' },
  ROBOTS_DISALLOWED: { status: 502, message: 'robots.txt does not allow {url}' },
  CRAWL_DELAY: { status: 502, message: 'robots.txt of {url} asks for {seconds} s between requests; so slowly it cannot be read' },
  HOST_BUDGET: { status: 502, message: '{host} has had its {limit} requests of the day; it is asked again tomorrow' },
  FEED_BROKEN: { status: 502, message: '{url} is not a feed, sitemap or listing that can be read: {detail}' },
  FEED_EMPTY: { status: 502, message: '{url} has no entries' },
  PAGE_BLOCKED: { status: 502, message: '{url} shows a CAPTCHA or log-in page' },
  PAGE_NOT_ARTICLE: { status: 502, message: '{url} holds no article text: {reason}' },
  KEY_MISSING: { status: 502, message: '{platform} is only read through its API, and there is no key: set {variable}' },
  KEY_REFUSED: { status: 502, message: '{platform} refuses the key in {variable}: {reason}' },
  QUOTA_USED_UP: { status: 502, message: '{platform} answers no more today: its quota is used up' },
  BROWSER_MISSING: {
    status: 502,
    message: 'No Chromium was found. Install it (Debian: apt-get install chromium) or set DU_LUAN_BROWSER_PATH',
  },
  BROWSER_FAILED: { status: 502, message: 'Chromium at {path} does not start: {detail}' },
  CRAWLER_RUNNING: { status: 409, message: 'Another process visits the sources already; stop it, or leave the work to it' },
  CRAWLER_CLOSED: { status: 503, message: 'The crawler is closed' },
  QUEUE_CLOSED: { status: 503, message: 'The queue is closed' },
  QUEUE_UNREACHABLE: { status: 503, message: 'The queue cannot be reached: {detail}' },
  QUEUE_UNSAFE: { status: 500, message: 'Redis would forget items: {detail}' },
  STORE_CLOSED: { status: 503, message: 'The store is closed' },
  STORE_UNREACHABLE: { status: 503, message: 'The store cannot be reached: {detail}' },
  STORE_FORBIDDEN: { status: 500, message: 'Elasticsearch does not allow this to the user and password of STORE_URL: {detail}' },
  STORE_REFUSED: { status: 500, message: 'The store will not take {id}: {detail}' },
  STORE_TOO_NEW: { status: 500, message: 'The data in {path} was written by a newer version (schema {found}, this program knows {known})' },
  STORE_UNREADABLE: {
    status: 500,
    message: 'The data in {path} cannot be used: {detail}. Restore a backup, or move the file away to start empty',
  },
  STORE_BUSY: { status: 503, message: 'Another program keeps writing to {path}; stop it, or try again' },
  STORE_CONFLICT: { status: 409, message: 'Someone else changed {what} meanwhile; load it again' },
  CORRECTION_REFUSED: { status: 422, message: 'This cannot be corrected: {detail}' },
  COPY_DIFFERS: { status: 500, message: 'The two stores do not hold the same: {detail}' },
  QUEUE_NOT_EMPTY: { status: 409, message: 'The queue of {path} still holds {count} items: {detail}' },
  CORPUS_UNREADABLE: { status: 400, message: 'The corpus folder {dir} has nothing that can be served: {detail}' },
  TABLE_UNFIT: { status: 400, message: 'Nothing can be learnt from {file}: {detail}' },
  SUMS_DISAGREE: { status: 500, message: 'Found {found} but accounted for {accounted}: something was lost or counted twice' },
  FOLDER_OF_OTHER: {
    status: 500,
    message: 'The folder {dir} holds the items of {found}, not of {wanted}; set DU_LUAN_DATA_DIR to another folder',
  },
  PORT_TAKEN: { status: 500, message: 'Port {port} is taken; stop the other program or set {variable}' },
  MODEL_INVALID: { status: 500, message: 'Model {model} cannot be read: {detail}' },
  OUT_OF_SPACE: { status: 507, message: 'There is no space left in {path}; nothing that was acknowledged is lost' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** Fault with a stable code. Facts fill the template and stay readable as fields. Always pass `cause` when there is one. */
export class DuLuanError extends Error {
  override readonly name = 'DuLuanError';
  readonly code: ErrorCode;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, facts: Readonly<Record<string, string | number>> = {}, options?: { cause?: unknown }) {
    const message = ERRORS[code].message.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '?'));
    super(message, options);
    this.code = code;
    this.facts = facts;
  }
}

/** Try again no earlier than in `delayMs`; does not count as the item's fault. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  readonly delayMs: number;

  constructor(delayMs: number, options?: { cause?: unknown }) {
    super(`retry in ${delayMs} ms`, options);
    this.delayMs = delayMs;
  }
}

/** Put aside at once: trying again cannot help. The reason is shown to a person. */
export class Quarantine extends Error {
  override readonly name = 'Quarantine';
}
