import { htmlToText, lineText } from './block-text.ts';
import { boilerplateVerdict } from './boilerplate.ts';
import { closest, elementsOf, type HtmlElement } from './html-tree.ts';
import { findLinkedArticle, type LinkedArticle } from './linked-data.ts';
import { parseDate, type DateOptions } from './parse-date.ts';
import { isSameSite } from './same-site.ts';
import { wordsOf } from './select-blocks.ts';

/** What a page says of itself outside its body. Empty or null for what it does not say. Never an author. */
export interface PageFacts {
  /** Headline without the outlet's name, plain text in one line. */
  readonly title: string;
  /** Text of `<title>`, for recognising error pages. */
  readonly documentTitle: string;
  readonly description: string;
  /** `lang` of the page in lower case. */
  readonly language: string;
  /** UTC milliseconds. */
  readonly publishedAt: number | null;
  readonly outletName: string | null;
  /** Absolute http(s) address of the same site. */
  readonly canonical: string | null;
  /** Whether the page calls itself an article. */
  readonly claimsArticle: boolean;
  /** JSON-LD articleBody as plain text. */
  readonly articleBody: string;
}

interface Head {
  readonly meta: ReadonlyMap<string, string>;
  readonly documentTitle: string;
  readonly headlines: readonly string[];
  readonly canonical: string;
  readonly language: string;
  /** Machine-readable times of the body in document order: `datetime` and `itemprop`. */
  readonly times: readonly string[];
  /** JSON-LD; the tree holds no other scripts. */
  readonly scripts: readonly HtmlElement[];
  /** Texts of elements that are named after a date. */
  readonly dateLines: readonly string[];
}

/** Meta elements that hold the time of first publication, the more exact first. */
const TIME_METAS = (
  'article:published_time og:article:published_time og:published_time datepublished pubdate publishdate publish-date ' +
  'publish_date publication_date article.published published_time parsely-pub-date sailthru.date ' +
  'cxenseparse:recs:publishtime dc.date.issued dcterms.created dcterms.issued dc.date date article:publish_time ' +
  'last-modified-date'
).split(' ');
const DATE_CLASS = /(?:^|[\s_-])(?:date|time|publish(?:ed)?|pubdate|posted|ngay|thoigian|datetime|timestamp)(?:$|[\s_-])/i;
const MAX_DATE_LINE = 120;
/** Icons and spans around a date; a frame that is named after time holds many more. */
const MAX_DATE_ELEMENTS = 12;
/** Elements beyond these numbers are those of other articles; a hostile page has them without end. */
const MAX_DATE_LINES = 20;
const MAX_TIMES = 20;
const MAX_HEADLINES = 20;
const DAY_MS = 86_400_000;

/** Reads title, time, outlet and address from JSON-LD, OpenGraph, meta and time elements; relative times only from `now`. Never throws. */
export function readPageFacts(root: HtmlElement, url: string, now?: number): PageFacts {
  const head = readHead(root);
  const linked = findLinkedArticle(head.scripts);
  const outletName = head.meta.get('og:site_name') || linked?.publisher || null;
  return {
    title: titleOf(head, linked, outletName ?? ''),
    documentTitle: head.documentTitle,
    description: head.meta.get('og:description') || head.meta.get('description') || '',
    language: head.language,
    publishedAt: timeOf(head, linked, now),
    outletName,
    canonical: canonicalOf(head, url),
    claimsArticle: linked !== null || head.meta.get('og:type') === 'article' || head.meta.has('article:published_time'),
    articleBody: linked ? htmlToText(linked.articleBody) : '',
  };
}

function readHead(root: HtmlElement): Head {
  const meta = new Map<string, string>();
  const headlines: string[] = [];
  const times: string[] = [];
  const dateLines: string[] = [];
  const scripts: HtmlElement[] = [];
  let named = 0;
  let documentTitle = '';
  let canonical = '';
  let language = '';
  for (const element of elementsOf(root)) {
    const { tag, attributes } = element;
    if (tag === 'meta') readMeta(element, meta);
    else if (tag === 'script') scripts.push(element);
    else if (tag === 'title') documentTitle ||= lineText(element);
    else if (tag === 'link' && attributes['rel'] === 'canonical') canonical ||= attributes['href'] ?? '';
    else if (tag === 'html') language ||= (attributes['lang'] ?? '').toLowerCase();
    else if (tag === 'h1' && headlines.length < MAX_HEADLINES) headlines.push(lineText(element));
    if (attributes['itemprop'] === 'datePublished') times.unshift(attributes['content'] ?? attributes['datetime'] ?? lineText(element));
    else if (tag === 'time' && attributes['datetime'] && times.length < MAX_TIMES && isOwn(element)) times.push(attributes['datetime']);
    else if (named < MAX_DATE_LINES && DATE_CLASS.test(attributes['class'] ?? '') && isOwn(element)) {
      named += 1;
      const line = holdsMore(element) ? '' : lineText(element);
      if (line.length <= MAX_DATE_LINE && /\d|^hôm|^vừa|^mới/iu.test(line)) dateLines.push(line);
    }
  }
  return { meta, documentTitle, headlines: headlines.filter(Boolean), canonical, language, times, dateLines, scripts };
}

/** Whether there is more below the element than a date line, found without reading it all. */
function holdsMore(element: HtmlElement): boolean {
  let count = 0;
  for (const _ of elementsOf(element)) {
    count += 1;
    if (count > MAX_DATE_ELEMENTS) return true;
  }
  return false;
}

/** Related articles and comments beside the article have dates of their own. */
function isOwn(element: HtmlElement): boolean {
  return closest(element, (at) => boilerplateVerdict(at) === 'certain') === null;
}

function readMeta(element: HtmlElement, meta: Map<string, string>): void {
  const { property, name, itemprop, content } = element.attributes;
  const key = (property ?? name ?? itemprop ?? '').toLowerCase();
  const value = (content ?? '').trim();
  if (key !== '' && value !== '' && !meta.has(key)) meta.set(key, value);
}

/** The headline on the page where it agrees with what the page calls itself; else what it calls itself, without the outlet. */
function titleOf(head: Head, linked: LinkedArticle | null, outletName: string): string {
  const named = [head.meta.get('og:title') ?? '', linked?.headline ?? '', head.documentTitle].map((title) =>
    htmlToText(title).replaceAll('\n', ' '),
  );
  const candidates = named.filter(Boolean);
  const headline = head.headlines.find((text) => candidates.some((title) => agree(text, title)));
  return headline ?? withoutOutlet(candidates[0] ?? head.headlines[0] ?? '', outletName);
}

function agree(headline: string, title: string): boolean {
  const [a, b] = [wordsOf(headline), wordsOf(title)];
  // One word is the name of a section or of the outlet.
  return a.includes(' ') && (b.startsWith(a) || a === b);
}

/** `Xe lật trên cao tốc - Báo Hải Phòng` names the outlet after a dash or bar. */
function withoutOutlet(title: string, outletName: string): string {
  const parts = /^(.*\S)\s+[-–—|]\s+([^-–—|]+)$/.exec(title);
  const ending = wordsOf(parts?.[2] ?? '');
  const isOutlet = ending !== '' && (wordsOf(outletName).includes(ending) || ending.includes(wordsOf(outletName) || '\0'));
  return isOutlet ? (parts?.[1] ?? title) : title;
}

/** The first time that can be read; one of the same day that also tells the hour is better than a bare date. */
function timeOf(head: Head, linked: LinkedArticle | null, now: number | undefined): number | null {
  const metas = TIME_METAS.map((name) => head.meta.get(name) ?? '');
  const written = [linked?.datePublished ?? '', ...metas, ...head.times, ...head.dateLines].filter(Boolean);
  let first: number | null = null;
  for (const text of written) {
    const at = readTime(text, now === undefined ? {} : { now });
    if (at === null) continue;
    if (/\d[:hT]\d/.test(text)) return first !== null && Math.abs(at - first) > DAY_MS ? first : at;
    first ??= at;
  }
  return first;
}

function readTime(text: string, options: DateOptions): number | null {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}$/.test(text)) return Number(text);
  // "Đăng 08:15 21/11/2026 - Cập nhật 09:00": what stands before the update is the publication.
  return (
    parseDate(text, options) ?? parseDate(text.split(/\s*(?:[-–|(]\s*)?(?:cập nhật|sửa lần cuối|updated|modified)/iu)[0] ?? '', options)
  );
}

/** A canonical address on another site or the home page is a slip of the template, and would merge strangers' articles. */
function canonicalOf(head: Head, url: string): string | null {
  const page = URL.parse(url);
  for (const written of [head.canonical, head.meta.get('og:url') ?? '']) {
    const address = written === '' ? null : URL.parse(written, url);
    if (!address || !/^https?:$/.test(address.protocol) || !isSameSite(address.href, url)) continue;
    if (address.pathname === '/' && address.search === '' && page?.pathname !== '/') continue;
    return address.href;
  }
  return null;
}
