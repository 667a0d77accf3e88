/** Letters without marks: what a reader types without a Vietnamese keyboard. */
const bare = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();

/** True when every typed word is a part of the name, marks and case aside. Nothing typed matches everything. */
export function matchesName(name: string, typed: string): boolean {
  const within = bare(name);
  return bare(typed)
    .split(/\s+/)
    .every((word) => within.includes(word));
}
