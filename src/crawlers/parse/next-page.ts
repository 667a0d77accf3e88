import { lineText } from '../extract/block-text.ts';
import { elementsOf, type HtmlElement } from '../extract/html-tree.ts';
import { isSameSite } from '../extract/same-site.ts';

/** Words and signs of a link to the next page, the whole text of the link. */
const NEXT_TEXT =
  /^(?:trang (?:sau|tiếp|kế|tiếp theo|kế tiếp)|tiếp(?: theo)?|kế tiếp|sau|xem tiếp|next(?: page)?|older(?: posts)?|cũ hơn|›|»|>|>>|→)(?:\s*[›»>→]+)?$/iu;
const NEXT_CLASS = /(?:^|[\s_-])(?:next|pageNav-jump--next|nextpage)(?:$|[\s_-])/i;
const CURRENT_CLASS = /(?:^|[\s_-])(?:current|active|selected|on)(?:$|[\s_-])/i;
/** `?page=2`, `/trang-2`, `/p2`, `/page/2`. */
const PAGE_NUMBER = /(?:[?&](?:page|trang|p|pageindex|paged)=|\/(?:page|trang)[/-]|\/p)(\d{1,5})(?:\D|$)/i;

/**
 * Address of the page after this one: `rel=next`, a link named so, or the number after the current one. null on the last page. Never
 * another site, this page itself, or a page with a smaller number.
 */
export function findNextPage(root: HtmlElement, url: string): string | null {
  const anchors: HtmlElement[] = [];
  for (const element of elementsOf(root)) {
    if (element.tag !== 'a' && element.tag !== 'link') continue;
    const address = targetOf(element, url);
    if (address !== null && hasToken(element.attributes['rel'], 'next')) return address;
    if (element.tag === 'a') anchors.push(element);
  }
  const wanted = (numberOf(url) ?? currentNumber(root) ?? 1) + 1;
  const isWanted = (anchor: HtmlElement): boolean => numberOf(targetOf(anchor, url) ?? '') === wanted;
  const named = anchors.filter((anchor) => isNamedNext(anchor) && targetOf(anchor, url) !== null);
  const numbered = anchors.filter((anchor) => lineText(anchor) === String(wanted));
  // `»` is the next page here and the last one there, so a number that fits decides.
  const next = named.find(isWanted) ?? numbered.find(isWanted) ?? named[0];
  return next ? targetOf(next, url) : null;
}

function isNamedNext(anchor: HtmlElement): boolean {
  const { class: classes, title } = anchor.attributes;
  const label = anchor.attributes['aria-label'] ?? title ?? '';
  return (
    NEXT_TEXT.test(lineText(anchor)) || NEXT_TEXT.test(label.trim()) || (NEXT_CLASS.test(classes ?? '') && lineText(anchor).length < 20)
  );
}

function targetOf(element: HtmlElement, url: string): string | null {
  const href = element.attributes['href']?.trim();
  if (!href || href.startsWith('#') || /disabled/i.test(element.attributes['class'] ?? '')) return null;
  const address = URL.parse(href, url);
  if (!address || !/^https?:$/.test(address.protocol) || !isSameSite(address.href, url)) return null;
  address.hash = '';
  const [here, there] = [numberOf(url) ?? 1, numberOf(address.href)];
  const page = URL.parse(url);
  if (page) page.hash = '';
  return address.href === page?.href || (there !== null && there <= here) ? null : address.href;
}

/** Number of a page in its address; null when it bears none. */
function numberOf(url: string): number | null {
  const digits = PAGE_NUMBER.exec(url)?.[1];
  return digits === undefined ? null : Number(digits);
}

function currentNumber(root: HtmlElement): number | null {
  for (const element of elementsOf(root)) {
    const isCurrent = element.attributes['aria-current'] === 'page' || CURRENT_CLASS.test(element.attributes['class'] ?? '');
    const text = isCurrent ? lineText(element) : '';
    if (/^\d{1,5}$/.test(text)) return Number(text);
  }
  return null;
}

function hasToken(value: string | undefined, token: string): boolean {
  return value !== undefined && value.toLowerCase().split(/\s+/).includes(token);
}
