import { Parser } from 'htmlparser2';

/** One element of a page. Text nodes are plain strings with entities decoded. */
export interface HtmlElement {
  /** Lower case. The root is `#root`. */
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (HtmlElement | string)[];
  readonly parent: HtmlElement | null;
}

/** Browsers stop nesting at 512 too. Recursion over the tree and the parser's own stack stay cheap below it. */
const MAX_DEPTH = 512;
/** Content of these is never read by a person as text of the page. */
const SKIPPED = new Set(['script', 'style', 'svg', 'template', 'iframe', 'canvas', 'math', 'noscript']);
const ROOT_TAG = '#root';

/** Thrown out of the parser to end it; never leaves this file. */
class TooDeep extends Error {}

/**
 * Tree of a page, without content of scripts (except JSON-LD), styles and other unread parts. Ill-formed markup gives the tree that a
 * tolerant parser makes of it; nesting beyond 512 levels ends the reading there. Never throws; empty for empty text.
 */
export function parseHtml(html: string): HtmlElement {
  const root: HtmlElement = { tag: ROOT_TAG, attributes: {}, children: [], parent: null };
  let current = root;
  let depth = 0;
  /** Depth of the outermost skipped element around the current position, 0 when there is none. */
  let skippedFrom = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new TooDeep();
        if (skippedFrom > 0) return;
        if (SKIPPED.has(tag) && !isLinkedData(tag, attributes)) {
          skippedFrom = depth;
          return;
        }
        const element: HtmlElement = { tag, attributes, children: [], parent: current };
        current.children.push(element);
        current = element;
      },
      ontext(text) {
        if (skippedFrom > 0) return;
        const last = current.children.length - 1;
        const before = current.children[last];
        // The tokenizer splits text at entities; one string per run keeps the tree small.
        if (typeof before === 'string') current.children[last] = before + text;
        else current.children.push(text);
      },
      onclosetag() {
        if (skippedFrom === 0) current = current.parent ?? root;
        else if (skippedFrom === depth) skippedFrom = 0;
        depth -= 1;
      },
    },
    { decodeEntities: true },
  );
  try {
    parser.end(html);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  return root;
}

function isLinkedData(tag: string, attributes: Readonly<Record<string, string>>): boolean {
  return tag === 'script' && (attributes['type'] ?? '').toLowerCase().includes('ld+json');
}

/**
 * Elements below `from` in document order, `from` itself left out. Those that `isClosed` names are given, but what they hold is not: that keeps
 * readers of menus, links or posts that nest without end linear.
 */
export function* elementsOf(from: HtmlElement, isClosed: (element: HtmlElement) => boolean = () => false): Generator<HtmlElement> {
  const stack: HtmlElement[] = [];
  pushReversed(stack, from);
  for (let element = stack.pop(); element; element = stack.pop()) {
    yield element;
    if (!isClosed(element)) pushReversed(stack, element);
  }
}

function pushReversed(stack: HtmlElement[], element: HtmlElement): void {
  for (let at = element.children.length - 1; at >= 0; at -= 1) {
    const child = element.children[at];
    if (child !== undefined && typeof child !== 'string') stack.push(child);
  }
}

/** First element below `from` that fits, in document order; null when none does. */
export function findElement(from: HtmlElement, fits: (element: HtmlElement) => boolean): HtmlElement | null {
  for (const element of elementsOf(from)) if (fits(element)) return element;
  return null;
}

/** Whether the class attribute holds this class. */
export function hasClass(element: HtmlElement, name: string): boolean {
  const classes = element.attributes['class'];
  return classes !== undefined && classes.includes(name) && classes.split(/\s+/).includes(name);
}

/** The nearest of the element and its ancestors that fits; null when none does. */
export function closest(element: HtmlElement, fits: (element: HtmlElement) => boolean): HtmlElement | null {
  for (let at: HtmlElement | null = element; at; at = at.parent) if (fits(at)) return at;
  return null;
}
