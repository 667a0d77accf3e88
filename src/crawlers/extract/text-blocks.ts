import { cleanText } from '../../language/fold.ts';
import { isBlock } from './block-text.ts';
import type { HtmlElement } from './html-tree.ts';

/** A run of text that a browser sets in lines of its own. */
export interface TextBlock {
  /** NFC, white space collapsed, never empty. */
  readonly text: string;
  /** Share of the characters that belong to links, 0 to 1. */
  readonly linkShare: number;
  /** The block element around it. */
  readonly holder: HtmlElement;
}

const SPACES = /[\s\u00a0]+/g;

/** Blocks below `from` in document order, without what lies in elements that `leaveOut` names. */
export function collectBlocks(from: HtmlElement, leaveOut: (element: HtmlElement) => boolean): TextBlock[] {
  const blocks: TextBlock[] = [];
  let written = '';
  let linked = 0;
  const flush = (holder: HtmlElement): void => {
    // Between most elements stands nothing but white space.
    const bare = written.trim();
    if (bare !== '') {
      const text = cleanText(bare).replace(SPACES, ' ').trim();
      if (text !== '') blocks.push({ text, linkShare: Math.min(1, linked / text.length), holder });
    }
    written = '';
    linked = 0;
  };
  const walk = (element: HtmlElement, holder: HtmlElement, isLinked: boolean): void => {
    for (const child of element.children) {
      if (typeof child === 'string') {
        written += child;
        if (isLinked) linked += child.trim().length;
      } else if (child.tag === 'br') {
        flush(holder);
      } else if (child.tag !== 'head' && child.tag !== 'script' && !leaveOut(child)) {
        const isCell = child.tag === 'td' || child.tag === 'th';
        if (isBlock(child)) {
          flush(holder);
          walk(child, child, isLinked);
          flush(child);
        } else {
          // Cells of a row stand apart, but in one line.
          if (isCell) written += ' ';
          walk(child, isCell ? child : holder, isLinked || child.tag === 'a');
          if (isCell) written += ' ';
        }
      }
    }
  };
  walk(from, from, false);
  flush(from);
  return blocks;
}
