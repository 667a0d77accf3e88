/** Text that is markup already: the only thing that `markup` does not escape. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Part = Markup | string | number | readonly Part[];

/**
 * Builds HTML: text and numbers are escaped on the way in, markup is kept, lists are joined without anything between. The indentation
 * of the template is left out. (Named `html`, the formatter would reflow the templates, and with them the bytes of every digest.)
 */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts.map((text, at) => text.replaceAll(/\n\s*/g, '\n') + written(parts[at] ?? '')).join(''));
}

/** Parts with `separator` between them. */
export function joinMarkup(parts: readonly Part[], separator: string): Markup {
  return new Markup(parts.map(written).join(escapeText(separator)));
}

function written(part: Part): string {
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'object') return part.map(written).join('');
  return escapeText(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text and for quoted attributes. Control characters that no page may hold become spaces. */
function escapeText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? '').replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ');
}
