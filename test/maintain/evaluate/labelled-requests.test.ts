/** JSON lines of labelled requests. */

import { describe, expect, it } from 'vitest';
import { parseLabelledRequests } from '../../../src/maintain/evaluate/labelled-requests.ts';

describe('parseLabelledRequests', () => {
  it('reads every kind of row', () => {
    const lines = [
      '\ufeff{"id":"q1","query":"a","expected":["x","y"],"acceptable":["z"]}',
      '',
      '{"query":"b","expected":[]}\r',
      '{"query":"c","expected":null,"not":["x"]}',
      '{"query":"d","context":{"files":["a"]}}',
    ];
    expect(parseLabelledRequests(lines.join('\n'), 'f')).toEqual([
      { id: 'q1', query: 'a', expected: ['x', 'y'], acceptable: ['z'], not: [] },
      { query: 'b', expected: [], acceptable: [], not: [] },
      { query: 'c', expected: null, acceptable: [], not: ['x'] },
      { query: 'd', expected: null, acceptable: [], not: [] },
    ]);
    expect(parseLabelledRequests('', 'f')).toEqual([]);
  });

  it.each([
    ['no JSON', 'query: a'],
    ['no object', '["a"]'],
    ['no query', '{"expected":[]}'],
    ['a query that is no text', '{"query":1}'],
    ['expected that is no list', '{"query":"a","expected":"x"}'],
    ['an expected reference that is no text', '{"query":"a","expected":[1]}'],
    ['not that is no list', '{"query":"a","not":"x"}'],
  ])('names the line with %s', (_name, line) => {
    const call = () => parseLabelledRequests(`{"query":"fine"}\n${line}`, 'requests.jsonl');
    expect(call).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_INPUT' }));
    expect(call).toThrow(/requests\.jsonl:2/);
  });
});
