interface NamedValue {
  readonly value: string;
  readonly name: string;
}

/** Closed lists with their names on screen, as the server knows them, one list per filter of a search. */
export type Catalogue = Readonly<Record<string, readonly NamedValue[] | undefined>>;

/** Name of a value, or empty text while the names are not there. A code is never shown in place of its name. */
export function nameIn(catalogue: Catalogue | undefined, list: string, value: string): string {
  return catalogue?.[list]?.find((entry) => entry.value === value)?.name ?? '';
}
