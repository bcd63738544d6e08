import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../src/text/did-you-mean.ts';

describe('didYouMean', () => {
  it.each([
    ['a missing letter', 'indx', ['lint', 'index'], 'index'],
    ['two letters that changed places', 'stlye', ['style', 'nested'], 'style'],
    ['another case', 'STYLE', ['style'], 'style'],
    ['a name of capitals', 'index.md', ['SKILL.md', 'INDEX.md'], 'INDEX.md'],
    ['the name itself', 'index', ['indes', 'index'], 'index'],
    ['the nearer of two', 'tokns', ['tokn', 'tokens'], 'tokn'],
    ['the first of two that are equally near', 'cat', ['bat', 'hat'], 'bat'],
  ])('finds the name behind %s', (_name, written, known, expected) => {
    expect(didYouMean(written, known)).toBe(expected);
  });

  it.each([
    ['another word', 'banana', ['index', 'lint']],
    ['nothing to choose from', 'index', []],
    ['nothing written', '', ['a', 'index']],
    ['a single letter', 'x', ['a', 'b']],
    ['a page of text', 'index'.repeat(1000), ['index'.repeat(1000)]],
  ])('offers nothing for %s', (_name, written, known) => {
    expect(didYouMean(written, known)).toBeUndefined();
  });
});
