/**
 * Names of the indices. Items lie in one plain index per month, so that retention is dropping an index; everything else is small. A
 * prefix keeps several provinces, and test runs, apart on one cluster.
 */
export interface IndexNames {
  readonly prefix: string;
  /** Alias over all months. */
  readonly items: string;
  readonly itemsPattern: string;
  readonly outcomes: string;
  readonly health: string;
  readonly cases: string;
  readonly snapshots: string;
  readonly labels: string;
  readonly storyEdits: string;
}

export function indexNames(prefix: string): IndexNames {
  return {
    prefix,
    items: `${prefix}-items`,
    itemsPattern: `${prefix}-items-*`,
    outcomes: `${prefix}-outcomes`,
    health: `${prefix}-source-health`,
    cases: `${prefix}-cases`,
    snapshots: `${prefix}-snapshots`,
    labels: `${prefix}-labels`,
    storyEdits: `${prefix}-story-edits`,
  };
}

/** The month that an item's id begins with names its index, whatever happens to the item later. */
export function monthIndex(names: IndexNames, itemId: string): string {
  return `${names.items}-${itemId.slice(0, 6)}`;
}
