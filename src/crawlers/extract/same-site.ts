/** Hosts that show the same pages to phones or caches. */
const TWINS = /^(?:www|m|amp|mobile|wap)\./;

/** Whether two addresses belong to one site: the same host but for `www.` or `m.`, or one below the other. False for what is no address. */
export function isSameSite(one: string, other: string): boolean {
  const [a, b] = [hostOf(one), hostOf(other)];
  return a !== '' && b !== '' && (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`));
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname.replace(TWINS, '') ?? '';
}
