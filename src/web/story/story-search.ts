/** Search address for the items of a story, within its span when it has one; `more` adds filters. */
export function storySearch(storyId: string, span: URLSearchParams, more: Readonly<Record<string, string>> = {}): string {
  const params = new URLSearchParams([...span, ...Object.entries(more), ['storyId', storyId]]);
  return `/tim-kiem?${params.toString().replaceAll('%2C', ',')}`;
}
