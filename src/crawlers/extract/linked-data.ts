import type { HtmlElement } from './html-tree.ts';

/** What JSON-LD says of the article on the page. Empty strings for what it does not say. */
export interface LinkedArticle {
  readonly headline: string;
  readonly datePublished: string;
  readonly publisher: string;
  readonly articleBody: string;
}

type Node = Readonly<Record<string, unknown>>;

const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|Review|Recipe)$/;
/** Nested graphs deeper than this are no linked data of an article. */
const MAX_DEPTH = 4;
const MAX_NODES = 500;

/** The first article that the page's scripts of JSON-LD describe; null without one. Ill-formed scripts are passed over. Never reads authors. */
export function findLinkedArticle(scripts: readonly HtmlElement[]): LinkedArticle | null {
  for (const script of scripts) {
    const article = nodesOf(parseLoosely(script.children.filter((child) => typeof child === 'string').join(''))).find(isArticle);
    if (!article) continue;
    return {
      headline: textOf(article['headline']) || textOf(article['name']),
      datePublished: textOf(article['datePublished']) || textOf(article['dateCreated']),
      publisher: publisherOf(article['publisher']),
      articleBody: textOf(article['articleBody']),
    };
  }
  return null;
}

/** Content management systems write line breaks into strings, which JSON forbids. null for what is no JSON even so. */
function parseLoosely(json: string): unknown {
  for (const text of [json, json.replaceAll(/\p{Cc}+/gu, ' ').replace(/^\s*(?:<!--|\/\*.*?\*\/)|;\s*$/g, '')]) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // The second reading is the last; a broken script only means that the page says nothing this way.
    }
  }
  return null;
}

function nodesOf(value: unknown): Node[] {
  const nodes: Node[] = [];
  const visit = (current: unknown, depth: number): void => {
    if (depth > MAX_DEPTH || nodes.length >= MAX_NODES) return;
    if (Array.isArray(current)) for (const entry of current) visit(entry, depth + 1);
    else if (isNode(current)) {
      nodes.push(current);
      visit(current['@graph'], depth + 1);
      visit(current['mainEntity'], depth + 1);
      visit(current['mainEntityOfPage'], depth + 1);
    }
  };
  visit(value, 0);
  return nodes;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isArticle(node: Node): boolean {
  const types = Array.isArray(node['@type']) ? node['@type'] : [node['@type']];
  return types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type));
}

/** Name of an organisation. A person as publisher is a name that is not read. */
function publisherOf(value: unknown): string {
  const publisher: unknown = Array.isArray(value) ? value[0] : value;
  return isNode(publisher) && publisher['@type'] !== 'Person' ? textOf(publisher['name']) : '';
}

function textOf(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first.trim() : '';
}
