/** Comment widgets open an answer with the name of whom it answers, up to a colon. */
const ADDRESSEE = /^\s*@[^:\n]{1,60}:\s*/u;
/** A handle, or a name of up to five capitalised syllables as Vietnamese people write it. An e-mail address is no mention. */
const MENTION = /(?<![\p{L}\p{N}_.])@(?:\p{Lu}\p{L}*(?: \p{Lu}\p{L}*){1,4}(?!\p{L})|[\p{L}\p{N}_.-]{2,40})/gu;

/** One line without the people it speaks to: `@tên`, `@Nguyễn Văn A`, `@Tên: …`. White space is collapsed. */
export function dropMentions(line: string): string {
  return line
    .replace(ADDRESSEE, '')
    .replace(MENTION, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s:,]+/, '')
    .trim();
}
