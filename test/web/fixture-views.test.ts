import { describe, expect, it } from 'vitest';
import {
  explanationViewSchema,
  itemViewSchema,
  overviewSchema,
  phrasesViewSchema,
  searchViewSchema,
  sourcesViewSchema,
  storyPageSchema,
  storyViewSchema,
} from '../../src/domain/views.ts';
import * as views from './fixture-views.ts';

describe('the fixtures of the dashboard', () => {
  it.each([
    ['overview', overviewSchema, views.overview],
    ['empty overview', overviewSchema, views.emptyOverview],
    ['quiet overview', overviewSchema, views.quietOverview],
    ['story page', storyPageSchema, views.storyPage],
    ['phrases', phrasesViewSchema, views.phrases],
    ['no phrases', phrasesViewSchema, views.noPhrases],
    ['sources', sourcesViewSchema, views.sources],
    ['search', searchViewSchema, views.searchView(new URLSearchParams({ text: 'camera' }))],
  ])('%s is what the API may answer', (_, schema, view) => {
    expect(schema.parse(view)).toEqual(view);
  });

  it('items and stories are what the API may answer', () => {
    for (const item of views.items) expect(itemViewSchema.parse(item)).toEqual(item);
    for (const { id } of views.items) expect(explanationViewSchema.parse(views.explanationOf(id))).toEqual(views.explanationOf(id));
    for (const story of views.stories) expect(storyViewSchema.parse(story)).toEqual(story);
  });
});
