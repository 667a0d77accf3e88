/**
 * Search addresses for one day of a series; the same parameters as the API. `to` counts the day in, and reprints stay out as they do in
 * every figure, so that the list is as long as the bar.
 */
const ofDay = (kinds: string, day: string): string => `/tim-kiem?from=${day}&to=${day}&kinds=${kinds}&reprints=false`;

export const newsOfDay = (day: string): string => ofDay('news', day);
export const publicOfDay = (day: string): string => ofDay('post,comment', day);
export const stanceOfDay =
  (stance: string) =>
  (day: string): string =>
    `${publicOfDay(day)}&stances=${stance}`;
