/** A page as it came, whether through HTTP or a browser. */
export interface FetchedPage {
  /** Address after redirects. */
  readonly url: string;
  /** True for a 304: the body is empty then. */
  readonly notModified: boolean;
  readonly contentType: string;
  /** Decompressed. */
  readonly body: Uint8Array;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchOptions {
  /** Validators of an earlier answer; a 304 becomes `notModified`. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** Render with the browser. Validators are not sent then. */
  readonly rendered?: boolean;
}

/** `host:port` of an address, the unit of pacing and of exceptions. Throws TypeError for what is no URL. */
export function hostOf(address: string): string {
  const url = new URL(address);
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}
