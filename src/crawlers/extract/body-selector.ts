import type { Outlet } from '../../domain/profile.ts';
import { findElement, hasClass, type HtmlElement } from './html-tree.ts';

/** Selector of the body by outlet id, for outlets whose pages the general reading does not understand. */
export type BodySelectors = ReadonlyMap<string, string>;

/** The selectors that the profile's outlets name. */
export function bodySelectorsOf(outlets: readonly Outlet[]): BodySelectors {
  return new Map(outlets.flatMap(({ id, bodySelector }) => (bodySelector === undefined ? [] : [[id, bodySelector]])));
}

/**
 * First element, in document order, that fits `tag`, `#id`, `.class` or several of them joined (`div.detail.main`), or one of more such
 * separated by commas. null when none does. No combinators: a page that needs them changes sooner than its profile.
 */
export function selectBody(root: HtmlElement, selector: string): HtmlElement | null {
  const tests = selector.split(',').map((part) => compoundTest(part.trim()));
  return findElement(root, (element) => tests.some((fits) => fits(element)));
}

function compoundTest(compound: string): (element: HtmlElement) => boolean {
  const tag = /^[a-z][a-z0-9-]*/i.exec(compound)?.[0].toLowerCase();
  const names = [...compound.matchAll(/([#.])([\w-]+)/g)].map(([, mark, name = '']) => ({ isId: mark === '#', name }));
  return (element) =>
    (tag === undefined || element.tag === tag) &&
    names.every(({ isId, name }) => (isId ? element.attributes['id'] === name : hasClass(element, name)));
}
