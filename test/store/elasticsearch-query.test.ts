import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ItemQuery } from '../../src/domain/query.ts';
import { compileQuery, type Query } from '../../src/store/elasticsearch/compile-query.ts';
import { keywordTerm } from '../../src/store/elasticsearch/keyword-term.ts';
import { MONDAY, sampleItem, saved } from '../contracts/sample-items.ts';
import { serviceUrl } from '../services/need-service.ts';
import { elasticsearchGround, type ElasticsearchTestGround } from './elasticsearch-ground.ts';

const url = serviceUrl('TEST_ELASTICSEARCH_URL', 'Elasticsearch');
const LONG_THREAD = `https://t.example/${'a'.repeat(40_000)}`;

const near = (field: string, query: string, gaps: number): Query => ({
  intervals: { [field]: { match: { query, max_gaps: gaps, ordered: false } } },
});
const phrase = (field: string, query: string): Query => ({ match_phrase: { [field]: { query } } });
const either = (...should: Query[]): Query => ({ bool: { should, minimum_should_match: 1 } });

/** A query, its filters, and the names of the sample items that it finds. */
const QUERIES: readonly [ItemQuery, readonly Query[], string][] = [
  [{}, [], 'a b c'],
  [{ text: '?!' }, [{ match_none: {} }], ''],
  [{ text: 'csgt' }, [{ term: { bare: 'csgt' } }], 'a'],
  [{ text: 'nong do' }, [near('bare', 'nong do', 6)], 'a b'],
  [{ text: 'nồng độ cồn' }, [either(near('toned', 'nồng độ cồn', 6), near('plain', 'nong do con', 6))], 'a b'],
  // Two words that are one without their marks: as wide a window, one word in it.
  [{ text: 'con còn' }, [either(near('toned', 'con còn', 6), { term: { plain: 'con' } })], 'b'],
  [{ text: 'độ nồng đô' }, [either(near('toned', 'độ nồng đô', 6), near('plain', 'do nong', 7))], 'b'],
  [
    { text: '"nồng độ cồn" csgt' },
    [either(phrase('toned', 'nồng độ cồn'), phrase('plain', 'nong do con')), { term: { bare: 'csgt' } }],
    'a',
  ],
  [{ text: 'NEAR( OR *' }, [near('bare', 'near or', 6)], ''],
  [{ from: 5, to: MONDAY + 1 }, [{ range: { publishedAt: { gte: 5 } } }, { range: { publishedAt: { lt: MONDAY + 1 } } }], 'a'],
  [{ undated: true }, [{ bool: { must_not: { exists: { field: 'publishedAt' } } } }], 'c'],
  [{ kinds: ['news', 'post'], checkable: false }, [{ terms: { kind: ['news', 'post'] } }, { term: { checkable: false } }], 'a b'],
  [{ topics: ['accidents'], stances: [] }, [{ terms: { topics: ['accidents'] } }, { terms: { stance: [] } }], ''],
  [{ tones: ['abstained'] }, [{ terms: { tone: ['abstained'] } }], 'c'],
  [{ newsKinds: ['report'], events: ['plan'] }, [{ terms: { newsKind: ['report'] } }, { terms: { events: ['plan'] } }], ''],
  [{ outlets: ['unknown'], sources: ["' OR 1", 'x'] }, [{ terms: { outlet: ['unknown'] } }, { terms: { sourceId: ["' OR 1", 'x'] } }], ''],
  [{ storyId: 's', reprints: false }, [{ term: { storyId: 's' } }, { term: { isReprint: false } }], 'b'],
  [{ threadUrl: 'https://t/1' }, [{ term: { threadUrl: 'https://t/1' } }], ''],
  [{ threadUrl: LONG_THREAD }, [{ term: { threadUrl: keywordTerm(LONG_THREAD) } }], 'c'],
  [{ reprints: true }, [], 'a b c'],
];

describe('compileQuery of Elasticsearch', () => {
  it.each(QUERIES)('compiles %j', (query, filter) => {
    expect(compileQuery(query)).toEqual({ bool: { filter } });
  });

  it('keeps whatever address of a thread below the longest term that Lucene takes', () => {
    expect(Buffer.byteLength(keywordTerm('ấ'.repeat(10_000)))).toBeLessThanOrEqual(32_766);
    expect(keywordTerm(LONG_THREAD)).not.toBe(keywordTerm(`${LONG_THREAD}b`));
  });
});

describe.skipIf(url === null)('a compiled query on a real Elasticsearch', () => {
  let ground: ElasticsearchTestGround;

  beforeAll(async () => {
    ground = elasticsearchGround(url ?? '');
    const store = await ground.open();
    await store.settle(
      saved(
        sampleItem('a', { title: 'CSGT', text: 'đo nồng độ cồn', storyId: 's', reprintOf: 'x' }),
        sampleItem('b', { title: '', text: 'nong do con cao', publishedAt: MONDAY + 5, storyId: 's' }),
        sampleItem('c', { title: '', text: 'khác', kind: 'comment', publishedAt: null, threadUrl: LONG_THREAD, analysis: { tone: null } }),
      ),
    );
    await ground.client.indices.refresh({ index: `${ground.prefix}-*` });
  });
  afterAll(() => ground.destroy());

  it.each(QUERIES)('%j finds what it should', async (query, _, names) => {
    const { hits } = await ground.client.search<{ doc: { key: string } }>({
      index: `${ground.prefix}-items`,
      query: compileQuery(query),
      sort: [{ id: 'asc' }],
    });
    const found = hits.hits.map((hit) => hit._source?.doc.key.split('/').at(-1) ?? '');
    expect(found.toSorted().join(' ')).toBe(names);
  });
});
