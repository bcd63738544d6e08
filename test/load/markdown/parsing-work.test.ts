/** What markdown costs its parser, told before it is parsed. */

import { describe, expect, it } from 'vitest';
import { parsingWork } from '../../../src/load/markdown/parsing-work.ts';

const words = (count: number) => 'word '.repeat(count);
const fenced = (text: string) => `\`\`\`\n${text}\n\`\`\`\n`;

describe('parsingWork', () => {
  it('is infinite for what grows with a square', () => {
    expect(parsingWork(`[${words(3000)}`)).toBe(Number.POSITIVE_INFINITY);
    expect(parsingWork('*a '.repeat(1001))).toBe(Number.POSITIVE_INFINITY);
  });

  it('is finite for the same where nothing opens, and in code', () => {
    for (const text of [words(3000), fenced(`[${words(3000)}`), fenced('*a '.repeat(1001))]) {
      expect(parsingWork(text)).toBeLessThan(750_000);
    }
  });

  it('takes what stands before and after a fence for text, whatever is in it', () => {
    const code = fenced(`[${words(3000)}`);
    expect(parsingWork(`[${words(3000)}\n${code}`)).toBe(Number.POSITIVE_INFINITY);
    expect(parsingWork(`${code}[${words(3000)}`)).toBe(Number.POSITIVE_INFINITY);
    expect(parsingWork(`[a\n${code}${words(3000)}`)).toBeLessThan(750_000);
  });

  it('grows with the length of what is plain', () => {
    const [once, twice] = [parsingWork(`${words(8)}\n\n`.repeat(500)), parsingWork(`${words(8)}\n\n`.repeat(1000))];
    expect(twice / once).toBeCloseTo(2, 1);
  });
});
