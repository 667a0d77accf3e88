import { htmlToText } from '../extract/block-text.ts';

/** One element of an XML document. Text and CDATA are plain strings with entities decoded. */
export interface XmlElement {
  /** Local name in lower case, after the short name of its namespace and a colon: `title`, `dc:date`, `atom:link`. */
  readonly name: string;
  /** Local names in lower case. At most 64; further ones are passed over. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
  /** False for an element that the document breaks off in. */
  isClosed: boolean;
}

interface Open {
  readonly element: XmlElement;
  readonly written: string;
  readonly namespaces: Readonly<Record<string, string>>;
}

/** Deeper elements are read as children of the last allowed level, so that closing tags are looked for in a short list. */
const MAX_DEPTH = 200;
const MAX_ATTRIBUTES = 64;
/** Namespaces by address, without scheme and trailing slash, in lower case. Core names of RSS have no short name. */
const NAMESPACES: Readonly<Record<string, string>> = {
  'www.w3.org/2005/atom': 'atom',
  'purl.org/atom/ns#': 'atom',
  'purl.org/net/echo': 'atom',
  'purl.org/dc/elements/1.1': 'dc',
  'purl.org/dc/elements/1.0': 'dc',
  'purl.org/dc/terms': 'dcterms',
  'purl.org/rss/1.0/modules/content': 'content',
  'purl.org/rss/1.0': '',
  'my.netscape.com/rdf/simple/0.9': '',
  'my.netscape.com/publish/formats/rss-0.91.dtd': '',
  'backend.userland.com/rss': '',
  'backend.userland.com/rss2': '',
  'blogs.law.harvard.edu/tech/rss': '',
  'www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
  'www.w3.org/1999/xhtml': 'xhtml',
  'search.yahoo.com/mrss': 'media',
  'www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'www.sitemaps.org/schemas/sitemap/0.9': '',
  'www.google.com/schemas/sitemap/0.84': '',
  'www.google.com/schemas/sitemap-news/0.9': 'news',
};
/** Shared by all elements without any: nine of ten in a feed, and an object of its own costs each of them a microsecond. */
const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(Object.create(null) as Record<string, string>); // as in readAttributes
const NAME_END = /[\s/>]/g;
const XML_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Characters that XML forbids and that some feeds carry; they would break the stores' JSON further on. */
const FORBIDDEN = /[[\p{Cc}\ufffe\uffff]--[\t\n\r]]/gv;

const entityMemo = new Map<string, string>();
/** HTML names some 2,000 entities; a hostile file that invents more starts the memo anew. */
const MEMO_LIMIT = 4_000;

/**
 * Tree of an XML document, read as far as it goes: broken nesting is closed by the next outer end tag, undeclared entities are those of
 * HTML or stay as written, a document that breaks off leaves its open elements marked. Entities that a DTD declares are never
 * expanded. Time grows with the length of the text only; after `mostElements` reading ends as if the document broke off there. Never throws; the
 * root is `#root`.
 */
export function parseXml(text: string, mostElements = Number.POSITIVE_INFINITY): XmlElement {
  const root: XmlElement = { name: '#root', attributes: {}, children: [], isClosed: true };
  const stack: Open[] = [{ element: root, written: '', namespaces: {} }];
  let at = 0;
  // Every element has a tag that opens it, so counting tags bounds elements, twice as many at most.
  let tags = 0;
  while (at < text.length && tags < 2 * mostElements) {
    tags += 1;
    const open = text.indexOf('<', at);
    addText(stack, decodeXml(text.slice(at, open < 0 ? undefined : open)));
    if (open < 0) break;
    at = readMarkup(text, open, stack);
  }
  for (const { element } of stack.slice(1)) element.isClosed = false;
  return root;
}

/** Reads what starts with the `<` at `open` and returns where reading goes on. */
function readMarkup(text: string, open: number, stack: Open[]): number {
  if (text.startsWith('<!--', open)) return after(text, '-->', open + 4);
  if (text.startsWith('<![CDATA[', open)) {
    const end = text.indexOf(']]>', open);
    // What stands between is text even where the end is missing.
    addText(stack, text.slice(open + 9, end < 0 ? undefined : end).replace(FORBIDDEN, ''));
    return end < 0 ? text.length : end + 3;
  }
  if (text.startsWith('<?', open)) return after(text, '?>', open + 2);
  if (text.startsWith('<!', open)) return afterDeclaration(text, open);
  if (text[open + 1] === '/') {
    const end = text.indexOf('>', open);
    closeElement(stack, text.slice(open + 2, end < 0 ? undefined : end).trim());
    return end < 0 ? text.length : end + 1;
  }
  if (!/[\p{L}_:]/u.test(text[open + 1] ?? '')) {
    addText(stack, '<');
    return open + 1;
  }
  return openElement(text, open, stack);
}

function after(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}

/** A DOCTYPE ends at the first `>` outside its internal subset `[…]`, which is skipped unread. */
function afterDeclaration(text: string, open: number): number {
  const end = text.indexOf('>', open);
  const subset = text.indexOf('[', open);
  if (end < 0) return text.length;
  if (subset < 0 || subset > end) return end + 1;
  const close = text.indexOf(']', subset);
  return close < 0 ? end + 1 : after(text, '>', close);
}

function addText(stack: readonly Open[], text: string): void {
  if (text) stack.at(-1)?.element.children.push(text);
}

function openElement(text: string, open: number, stack: Open[]): number {
  NAME_END.lastIndex = open + 1;
  const nameEnd = NAME_END.exec(text)?.index ?? text.length;
  const written = text.slice(open + 1, nameEnd).toLowerCase();
  const isBare = text[nameEnd] === '>';
  const { attributes, end, isEmpty } = isBare
    ? { attributes: NO_ATTRIBUTES, end: nameEnd + 1, isEmpty: false }
    : readAttributes(text, nameEnd);
  const parent = stack.at(-1);
  if (!parent) return end;
  const namespaces = isBare ? parent.namespaces : withDeclared(parent.namespaces, attributes);
  const element: XmlElement = {
    name: qualified(written, namespaces),
    attributes: isBare ? attributes : Object.fromEntries(Object.entries(attributes).map(([name, value]) => [localName(name), value])),
    children: [],
    isClosed: true,
  };
  parent.element.children.push(element);
  if (!isEmpty && stack.length < MAX_DEPTH) stack.push({ element, written, namespaces });
  return end;
}

function closeElement(stack: Open[], written: string): void {
  const name = written.toLowerCase();
  for (let at = stack.length - 1; at > 0; at -= 1) {
    if (stack[at]?.written === name) {
      stack.length = at;
      return;
    }
  }
}

/** Attributes up to the `>` that ends the tag. A tag that the document breaks off in ends with the document. */
function readAttributes(text: string, from: number): { attributes: Record<string, string>; end: number; isEmpty: boolean } {
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>; // A plain object would have `constructor`.
  let count = 0;
  let at = from;
  while (at < text.length) {
    at = skipSpaces(text, at);
    const char = text[at];
    if (char === '>') return { attributes, end: at + 1, isEmpty: text[at - 1] === '/' };
    // The next tag begins: the `>` was forgotten.
    if (char === '<') return { attributes, end: at, isEmpty: false };
    if (char === '/') {
      at += 1;
      continue;
    }
    const attribute = readAttribute(text, at);
    if (count < MAX_ATTRIBUTES && attribute.name) {
      attributes[attribute.name] ??= decodeXml(attribute.value);
      count += 1;
    }
    at = attribute.end;
  }
  return { attributes, end: at, isEmpty: false };
}

const ATTRIBUTE_NAME_END = /[\s=/><]/g;
const BARE_VALUE_END = /[\s><]/g;

function readAttribute(text: string, from: number): { name: string; value: string; end: number } {
  ATTRIBUTE_NAME_END.lastIndex = from;
  const nameEnd = Math.max(ATTRIBUTE_NAME_END.exec(text)?.index ?? text.length, from + (text[from] === '=' ? 1 : 0));
  const name = text.slice(from, nameEnd).toLowerCase();
  const equals = skipSpaces(text, nameEnd);
  if (text[equals] !== '=') return { name, value: '', end: Math.max(nameEnd, from + 1) };
  const start = skipSpaces(text, equals + 1);
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    const end = close < 0 ? text.length : close;
    return { name, value: text.slice(start + 1, end), end: end + 1 };
  }
  BARE_VALUE_END.lastIndex = start;
  const end = BARE_VALUE_END.exec(text)?.index ?? text.length;
  return { name, value: text.slice(start, end), end };
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  return at;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Namespaces in force, by prefix (`''` is the default one). */
function withDeclared(
  outer: Readonly<Record<string, string>>,
  attributes: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  let inner: Record<string, string> | null = null;
  for (const name in attributes) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    const prefix = name === 'xmlns' ? '' : name.slice(6);
    const address = (attributes[name] ?? '').trim().toLowerCase();
    inner ??= { ...outer };
    // A namespace that is not known keeps the prefix that its author chose, or none.
    inner[prefix] = NAMESPACES[address.replace(/^https?:\/\//, '').replace(/\/$/, '')] ?? prefix;
  }
  return inner ?? outer;
}

function qualified(written: string, namespaces: Readonly<Record<string, string>>): string {
  const colon = written.indexOf(':');
  const prefix = colon < 0 ? '' : written.slice(0, colon);
  const short = Object.hasOwn(namespaces, prefix) ? namespaces[prefix] : prefix;
  return short ? `${short}:${written.slice(colon + 1)}` : written.slice(colon + 1);
}

/** Decodes what XML and HTML define, once. Anything else that starts with `&` stays as it is. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text.replace(FORBIDDEN, '');
  return text
    .replace(/&(#\d{1,8}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g, (whole, name: string) =>
      name.startsWith('#') ? fromCode(name, whole) : (XML_ENTITIES[name] ?? htmlEntity(whole)),
    )
    .replace(FORBIDDEN, '');
}

/** Windows feeds number their quotes as 128–159, which HTML reads as windows-1252. */
function fromCode(name: string, whole: string): string {
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (code >= 0x80 && code <= 0x9f) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return whole;
  return String.fromCodePoint(code);
}

function htmlEntity(whole: string): string {
  if (whole === '&nbsp;') return '\u00a0';
  const known = entityMemo.get(whole);
  if (known !== undefined) return known;
  const decoded = htmlToText(whole) || whole;
  if (entityMemo.size >= MEMO_LIMIT) entityMemo.clear();
  entityMemo.set(whole, decoded);
  return decoded;
}

/** Elements among the children, in order. */
export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string');
}

/** All text below an element, in order, as written. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) text += typeof child === 'string' ? child : textOf(child);
  return text;
}

/** Every element below `from` that has the name, in document order. */
export function* descendants(from: XmlElement, names: ReadonlySet<string>): Generator<XmlElement> {
  for (const child of childElements(from)) {
    if (names.has(child.name)) yield child;
    else yield* descendants(child, names);
  }
}
