import { isDay } from '../format/day.ts';

/** `from` and `to` of an address, when both are days: the span in which another page counted a story. Empty otherwise: its whole life. */
export function storySpan(search: string): URLSearchParams {
  const given = new URLSearchParams(search);
  const from = given.get('from') ?? '';
  const to = given.get('to') ?? '';
  return isDay(from) && isDay(to) ? new URLSearchParams({ from, to }) : new URLSearchParams();
}
