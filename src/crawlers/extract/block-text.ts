import { cleanText } from '../../language/fold.ts';
import { parseHtml, type HtmlElement } from './html-tree.ts';

/** Elements that a browser starts on a line of their own. Everything else runs on in the line. */
const BLOCKS = new Set(
  (
    '#root html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul caption option ' +
    'audio video select'
  ).split(' '),
);
/** Cells stand in one line but are never glued together. */
const CELLS = new Set(['td', 'th']);
const SPACES = /[\s\u00a0]+/g;

/** Whether a browser starts the element on a line of its own. */
export function isBlock(element: HtmlElement): boolean {
  return BLOCKS.has(element.tag);
}

/**
 * Lines of text below an element: one per block or `<br>`, white space collapsed, empty ones left out, NFC without invisible characters.
 * `leaveOut` says which elements are passed over with all they hold. Never raw textContent: that glues the last word of a block to
 * the first of the next.
 */
export function blockLines(from: HtmlElement, leaveOut: (element: HtmlElement) => boolean = () => false): string[] {
  const lines: string[] = [];
  let line = '';
  const flush = (): void => {
    const text = cleanText(line).replace(SPACES, ' ').trim();
    if (text) lines.push(text);
    line = '';
  };
  const walk = (element: HtmlElement): void => {
    for (const child of element.children) {
      if (typeof child === 'string') line += child;
      else if (child.tag === 'br') flush();
      else if (child.tag !== 'head' && child.tag !== 'script' && !leaveOut(child)) {
        const block = BLOCKS.has(child.tag);
        if (block) flush();
        else if (CELLS.has(child.tag)) line += ' ';
        walk(child);
        if (block) flush();
        else if (CELLS.has(child.tag)) line += ' ';
      }
    }
  };
  walk(from);
  flush();
  return lines;
}

/** Text of an element in one line, white space collapsed. Empty when it holds none. */
export function lineText(element: HtmlElement): string {
  return blockLines(element).join(' ');
}

/**
 * Plain text of a piece of HTML, blocks separated by `\n`, entities decoded once. Text without markup and entities comes back as it is, with
 * white space collapsed per line.
 */
export function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) {
    return html
      .split(/\r?\n/)
      .map((line) => cleanText(line).replace(SPACES, ' ').trim())
      .filter(Boolean)
      .join('\n');
  }
  return blockLines(parseHtml(html)).join('\n');
}
