import { describe, expect, it } from 'vitest';
import { analysisSchema, fillAnalysis } from '../../src/domain/item.ts';
import { sampleItem } from '../contracts/sample-items.ts';

describe('an analysis kept before toxicity was asked', () => {
  const { toxic: _toxic, corrected: _corrected, confidence, ...rest } = sampleItem('cu').analysis;
  const { toxic: _sure, ...before } = confidence;
  const old = { ...rest, confidence: before };

  it('is still read, as not toxic and as not sure of it', () => {
    const read = analysisSchema.parse(old);
    expect(read).toMatchObject({ toxic: false, corrected: [], confidence: { toxic: 0, stance: 0.6 } });
    expect(fillAnalysis(old)).toEqual(read);
  });
});
