import { selectBody } from './body-selector.ts';
import { boilerplateVerdict } from './boilerplate.ts';
import type { HtmlElement } from './html-tree.ts';
import { findLead, selectBlocks, wordsOf } from './select-blocks.ts';
import { collectBlocks, type TextBlock } from './text-blocks.ts';

/** What was found as the body of an article. */
export interface Body {
  /** Lead, paragraphs, headings and list items in order. Empty when the page has no running text. */
  readonly lines: string[];
  /** Blocks of the part of the page that holds the article, unread ones such as links to other articles included. */
  readonly blocks: readonly TextBlock[];
}

/** What the page says of itself elsewhere, to know these lines when they stand beside the body. */
export interface BodyHints {
  readonly title: string;
  /** Meta description; newspapers print it as the lead above the body. */
  readonly description: string;
  /** `lang` of the page in lower case, empty when it does not say. */
  readonly language: string;
  /** Where the outlet's text stands, as its profile says; null where the page is read without. */
  readonly bodySelector: string | null;
}

/** Characters of running text below each element. */
type Sums = ReadonlyMap<HtmlElement, number>;
type Test = (element: HtmlElement) => boolean;

/** A shorter block says little of where the article is: menus, dates and buttons are so short. */
const FEWEST_CHARS = 40;
const MOST_LINKED = 0.5;
/** One child with this share of the running text is where the article is; what it lacks would be lost, so the bar is high. */
const DESCENT_SHARE = 0.85;
/** Less is enough for a child that holds the headline too. */
const HEADLINE_DESCENT_SHARE = 0.6;
/** What is likely boilerplate by name but holds this share of the running text is the article's frame. */
const FRAME_SHARE = 0.4;
/** With fewer characters it may as well be the advertisement beside a short item of news. */
const FEWEST_FRAME_CHARS = 500;
/** A comment section may be longer than its article; only what holds nearly everything must be the article itself. */
const CERTAIN_FRAME_SHARE = 0.95;

/**
 * Finds the body of an article: the deepest element that holds nearly all of the page's running text once menus, related
 * articles, comments and the like are left out. Two passes over the text, no scores to tune per site.
 */
export function findBody(root: HtmlElement, hints: BodyHints): Body {
  const everything = collectBlocks(root, () => false);
  const selected = readSelected(root, everything, hints);
  if (selected !== null) return selected;
  const frames = framesOfTitle(everything, hints.title);
  const leaveOut = boilerplateTest(root, everything, frames);
  const kept = collectBlocks(root, leaveOut);
  const sums = sumsOf(root, kept);
  if (!sums.has(root)) return { lines: [], blocks: everything };
  const container = descend(root, sums, frames);
  const inside = kept.filter((block) => isWithin(block.holder, container));
  return { lines: linesOf(inside, everything, hints), blocks: inside };
}

/** What stands at the outlet's selector; null without one, and when its pages have changed so that it finds nothing. */
function readSelected(root: HtmlElement, everything: readonly TextBlock[], hints: BodyHints): Body | null {
  const container = hints.bodySelector === null ? null : selectBody(root, hints.bodySelector);
  if (container === null) return null;
  const inside = collectBlocks(container, (element) => boilerplateVerdict(element) === 'certain');
  const lines = linesOf(inside, everything, hints);
  return lines.length > 0 ? { lines, blocks: inside } : null;
}

function linesOf(inside: readonly TextBlock[], everything: readonly TextBlock[], hints: BodyHints): string[] {
  const lines = selectBlocks(inside, hints.title).map((block) => block.text);
  const lead = findLead(everything, hints);
  const opening = wordsOf(lead ?? '');
  if (lead !== null && !lines.some((line) => line === lead || wordsOf(line) === opening)) lines.unshift(lead);
  return lines;
}

/** What to leave out of this page. Names of class lie, so the share of the text that an element holds has the last word. */
function boilerplateTest(root: HtmlElement, everything: readonly TextBlock[], frames: ReadonlySet<HtmlElement>): Test {
  const raw = sumsOf(root, everything);
  const isCertain: Test = (element) =>
    !frames.has(element) && boilerplateVerdict(element) === 'certain' && shareOf(element, root, raw) < CERTAIN_FRAME_SHARE;
  const isOutside = outsideOf(isCertain);
  const withoutCertain = sumsOf(
    root,
    everything.filter(({ holder }) => isOutside(holder)),
  );
  return (element) => {
    const verdict = boilerplateVerdict(element);
    if (verdict === 'no' || frames.has(element)) return false;
    if (verdict === 'certain') return isCertain(element);
    return (withoutCertain.get(element) ?? 0) < FEWEST_FRAME_CHARS || shareOf(element, root, withoutCertain) < FRAME_SHARE;
  };
}

/** Whether neither the element nor one around it fits. Each element is asked once, so deep pages cost no more than flat ones. */
function outsideOf(fits: Test): Test {
  const known = new Map<HtmlElement, boolean>();
  const isOutside: Test = (element) => {
    const before = known.get(element);
    if (before !== undefined) return before;
    const answer = !fits(element) && (element.parent === null || isOutside(element.parent));
    known.set(element, answer);
    return answer;
  };
  return isOutside;
}

/** Elements around the headline: they frame the article whatever they are called. A `<header>` frames the headline alone. */
function framesOfTitle(blocks: readonly TextBlock[], title: string): ReadonlySet<HtmlElement> {
  const frames = new Set<HtmlElement>();
  const wanted = wordsOf(title);
  const headlines = blocks.filter((block) => block.holder.tag === 'h1');
  const headline = headlines.find((block) => wordsOf(block.text) === wanted) ?? (headlines.length === 1 ? headlines[0] : undefined);
  for (let at = headline?.holder.parent ?? null; at; at = at.parent) if (at.tag !== 'header') frames.add(at);
  return frames;
}

/** One pass over the tree, so that deep nesting costs no more than flat pages. */
function sumsOf(root: HtmlElement, blocks: readonly TextBlock[]): Sums {
  const own = new Map<HtmlElement, number>();
  for (const { text, linkShare, holder } of blocks) {
    if (text.length >= FEWEST_CHARS && linkShare < MOST_LINKED) own.set(holder, (own.get(holder) ?? 0) + text.length);
  }
  const sums = new Map<HtmlElement, number>();
  const visit = (element: HtmlElement): number => {
    let sum = own.get(element) ?? 0;
    for (const child of element.children) if (typeof child !== 'string') sum += visit(child);
    if (sum > 0) sums.set(element, sum);
    return sum;
  };
  visit(root);
  return sums;
}

function shareOf(element: HtmlElement, root: HtmlElement, sums: Sums): number {
  return (sums.get(element) ?? 0) / Math.max(1, sums.get(root) ?? 0);
}

function descend(root: HtmlElement, sums: Sums, frames: ReadonlySet<HtmlElement>): HtmlElement {
  let current = root;
  for (;;) {
    const children = current.children.filter((child) => typeof child !== 'string');
    const own = sums.get(current) ?? 0;
    const holds = (child: HtmlElement): boolean =>
      (sums.get(child) ?? 0) >= own * (frames.has(child) ? HEADLINE_DESCENT_SHARE : DESCENT_SHARE);
    const next = ownArticle(children, sums, frames) ?? children.find(holds);
    // A single long paragraph is not its own frame: short ones stand beside it.
    if (next === undefined || next.tag === 'p') return current;
    current = next;
  }
}

/** Of several articles side by side the one with the headline; the others are what to read next. */
function ownArticle(children: readonly HtmlElement[], sums: Sums, frames: ReadonlySet<HtmlElement>): HtmlElement | undefined {
  const articles = children.filter((child) => child.tag === 'article' && sums.has(child));
  return articles.length > 1 ? articles.find((article) => frames.has(article)) : undefined;
}

function isWithin(element: HtmlElement, container: HtmlElement): boolean {
  for (let at: HtmlElement | null = element; at; at = at.parent) if (at === container) return true;
  return false;
}
