import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitExclusions } from '../../src/route/exclusions.ts';

describe('splitExclusions', () => {
  it.each([
    {
      why: 'a sentence of its own',
      text: 'Edit spreadsheets. Do not use for PDFs.',
      included: 'Edit spreadsheets.',
      excluded: ['Do not use for PDFs.'],
    },
    {
      why: 'in capitals',
      text: 'Edit spreadsheets. Do NOT use for PDFs.',
      included: 'Edit spreadsheets.',
      excluded: ['Do NOT use for PDFs.'],
    },
    {
      why: 'a contraction, with either apostrophe',
      text: "Bake. Don't use for tax. Don’t use for law.",
      included: 'Bake.',
      excluded: ["Don't use for tax.", 'Don’t use for law.'],
    },
    {
      why: 'the end of a sentence',
      text: 'Edit spreadsheets, not for PDFs. Also for tables.',
      included: 'Edit spreadsheets, Also for tables.',
      excluded: ['not for PDFs.'],
    },
    {
      why: 'sentences before and after it stay',
      text: 'Bake bread. Never use for soups. Weigh flour!',
      included: 'Bake bread. Weigh flour!',
      excluded: ['Never use for soups.'],
    },
    {
      why: 'a line of a list',
      text: 'Bake bread\nNot intended for soups\nWeigh flour',
      included: 'Bake bread Weigh flour',
      excluded: ['Not intended for soups'],
    },
    {
      why: 'behind a dash or a semicolon',
      text: 'Bake bread — not for soups',
      included: 'Bake bread',
      excluded: ['not for soups'],
    },
    {
      why: 'what it does not cover',
      text: 'Bread and rolls. Does not cover cakes.',
      included: 'Bread and rolls.',
      excluded: ['Does not cover cakes.'],
    },
    { why: 'Chinese', text: '编辑表格。不要用于幻灯片。', included: '编辑表格。', excluded: ['不要用于幻灯片。'] },
    { why: 'nothing but an exclusion', text: 'Not for cakes.', included: '', excluded: ['Not for cakes.'] },
    {
      why: 'no exclusion',
      text: 'Bake bread. Use it for rolls.',
      included: 'Bake bread. Use it for rolls.',
      excluded: [],
    },
    { why: 'no text', text: '', included: '', excluded: [] },
  ])('$why: $text', ({ text, included, excluded }) => {
    const split = splitExclusions(text);
    // Where an exclusion stood there may be a space more.
    expect({ ...split, included: split.included.replace(/ +/g, ' ') }).toEqual({ included, excluded });
  });

  it.each([
    'Find out why a plugin does not load.',
    'Use when a hook will not trigger.',
    'Repair a service worker that does not activate.',
    'How to skip flaky tests in CI.',
    'Exclude files from a backup.',
    'Knead the dough, not only by hand.',
    'Use when a loaf does not rise.',
    'Note for bakers: weigh the flour.',
  ])('a negation that is what the reference is about excludes nothing: %s', (text) => {
    expect(splitExclusions(text)).toEqual({ included: text, excluded: [] });
  });

  it('loses no word of any text', () => {
    const words = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).sort();
    const part = fc.constantFrom(
      'Do not use for',
      'bread',
      '. ',
      ', ',
      '; ',
      '\n',
      ' — ',
      'not for',
      'skip',
      '。',
      'rolls',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const { included, excluded } = splitExclusions(text);
          expect(words([included, ...excluded].join(' '))).toEqual(words(text));
        },
      ),
    );
  });
});
