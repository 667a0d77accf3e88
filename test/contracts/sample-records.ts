import type { Case } from '../../src/domain/claim.ts';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import type { SourceHealth } from '../../src/domain/source.ts';

/** Small records for the contract of the store. Everything is invented. */

export function sampleHealth(sourceId: string, state: SourceHealth['state']): SourceHealth {
  return {
    sourceId,
    state,
    stateSince: 1,
    checkedAt: 2,
    lastGoodAt: null,
    lastNewAt: null,
    failuresInRow: 0,
    found: 3,
    failed: 0,
    detail: null,
    etag: 'W/"x"',
    lastModified: null,
  };
}

export function sampleCase(id: string, revision: number): Case {
  return {
    id,
    state: 'suspected',
    title: 'Mức phạt',
    claimIds: [],
    itemIds: [],
    provisions: [],
    answer: '',
    officialSource: null,
    label: null,
    openedAt: 1,
    changedAt: 1,
    revision,
  };
}

export function sampleSnapshot(profile: string, week: string): Snapshot {
  return {
    week,
    profile,
    letterhead: { name: 'Hải Phòng', department: 'Ban', seat: 'Hải Phòng' },
    from: 1,
    to: 2,
    closedAt: 3,
    models: [],
    minimumGroup: 5,
    totals: { news: 1, public: null, reprints: 0, undated: 0, offTopic: 0 },
    previous: { weeks: 4, news: 0.5, public: null },
    topics: [{ topic: 'accidents', count: 1, previous: 0.25 }],
    publicTopics: [],
    pressTone: { negative: 1 },
    publicStance: { oppose: null },
    publicActs: {},
    outlets: [],
    stories: [],
    coverage: { sources: 1, answered: 1, silent: 0, failed: 0, neverVisited: 0 },
    gaps: [],
    accuracy: [],
    itemsHash: 'x',
  };
}
