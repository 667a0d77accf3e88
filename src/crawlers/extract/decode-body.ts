/** Far enough for a meta element behind long comments; browsers look at 1,024 bytes, and Vietnamese portals need more. */
const SNIFFED_BYTES = 8_192;
const HEADER_CHARSET = /charset\s*=\s*["']?\s*([\w:.-]+)/i;
const XML_ENCODING = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w:.-]+)/i;
/** These read ASCII bytes as something else, so that trying UTF-8 first would misread them. */
const NOT_ASCII_BASED = /^(utf-16|utf16|iso-2022|hz|csiso2022|unicode|ucs-2|iso-10646)/i;

/**
 * Text of a body. In order: byte order mark, zero bytes of UTF-16, UTF-8 if the bytes are valid UTF-8 (text in another encoding is so by
 * chance almost never, while wrong declarations are common), charset of the Content-Type header, XML prolog or meta element, and
 * UTF-8 with replacement characters. Labels that no decoder knows are passed over. Never throws; empty for no bytes.
 */
export function decodeBody(bytes: Uint8Array, contentType: string): string {
  const marked = byMark(bytes);
  if (marked) return decodeAs(marked, bytes) ?? '';
  const declared = declaredCharsets(bytes, contentType);
  const first = declared[0];
  if (first === undefined || !NOT_ASCII_BASED.test(first)) {
    const utf8 = decodeStrictUtf8(bytes);
    if (utf8 !== null) return utf8;
  }
  for (const label of declared) {
    const text = decodeAs(label, bytes);
    if (text !== null) return text;
  }
  return new TextDecoder('utf-8').decode(bytes);
}

/** Encoding told by the first bytes: a mark, or `<` beside a zero byte. */
function byMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0x3c && b === 0) return 'utf-16le';
  if (a === 0 && b === 0x3c) return 'utf-16be';
  return null;
}

/** Labels that the response gives, the more trusted first. One that the decoder does not know is left out. */
function declaredCharsets(bytes: Uint8Array, contentType: string): string[] {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFFED_BYTES));
  const prolog = XML_ENCODING.exec(head)?.[1];
  const meta = /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1];
  const found = [HEADER_CHARSET.exec(contentType)?.[1], prolog, meta];
  return found.filter((label) => label !== undefined && isKnown(label)) as string[]; // The filter leaves only strings.
}

function isKnown(label: string): boolean {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    // A RangeError is how TextDecoder says that it does not know the label.
    return false;
  }
}

function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return null;
  }
}

/** null when the bytes are not UTF-8. `stream` lets a character that was cut off at the end pass. */
function decodeStrictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}
