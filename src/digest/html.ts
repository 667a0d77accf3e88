/** Markup that is safe to put into a page: everything that is not markup already is escaped on the way in. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

type Part = Html | string | number | readonly Part[];

/** Builds markup: text and numbers are escaped, markup is kept, lists are joined without anything between. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, at) => text + written(parts[at] ?? '')).join(''));
}

/** Parts with `separator` between them. */
export function joinHtml(parts: readonly Part[], separator: string): Html {
  return new Html(parts.map(written).join(escapeHtml(separator)));
}

function written(part: Part): string {
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(written).join('');
  return escapeHtml(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text and for quoted attributes. Control characters that no page may hold become spaces. */
function escapeHtml(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? '').replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ');
}
