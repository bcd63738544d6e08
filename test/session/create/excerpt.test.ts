import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExcerptOptions } from '../../../src/domain/excerpt.ts';
import { SignpostError } from '../../../src/index.ts';
import { outlineOf } from '../../../src/load/markdown/outline.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { excerptOf as excerptAt } from '../../../src/session/create/excerpt.ts';

const excerptOf = (id: string, source: string, options?: ExcerptOptions) =>
  excerptAt(id, source, outlineOf(source), options);

const text = [
  '---',
  'description: A guide.',
  '---',
  '',
  '# Guide',
  '',
  'Intro.',
  '',
  '## Set up',
  '',
  'Steps.',
  '',
  '### On Windows',
  '',
  'More steps.',
  '',
  '```md',
  '## Not a heading',
  '```',
  '',
  '## `run` it, **now**',
  '',
  'Run.',
  '',
].join('\n');

describe('a section', () => {
  it.each([
    { section: 'Set up', begins: '## Set up', ends: '```\n\n' },
    { section: 'set-up', begins: '## Set up', ends: '```\n\n' },
    { section: '## set UP', begins: '## Set up', ends: '```\n\n' },
    { section: 'On Windows', begins: '### On Windows', ends: '```\n\n' },
    { section: 'run it, now', begins: '## `run`', ends: 'Run.\n' },
    { section: 'Guide', begins: '# Guide', ends: 'Run.\n' },
  ])('$section', ({ section, begins, ends }) => {
    const excerpt = excerptOf('a.md', text, { section });
    expect(excerpt.text.startsWith(begins)).toBe(true);
    expect(excerpt.text.endsWith(ends)).toBe(true);
    expect(excerpt).not.toHaveProperty('next');
  });

  it('as it is shown', () => {
    const hidden = '## Set\u200b up\n\nOne.\n\n## Set up\n\nOther.\n';
    expect(excerptOf('a.md', hidden, { section: 'Set\ufffd up' }).text).toContain('One.');
    expect(excerptOf('a.md', hidden, { section: 'Set up' }).text).toContain('Other.');
  });

  it.each([
    { section: 'Not a heading', said: /expected one of `Guide`, `Set up`, `On Windows`/ },
    { section: 'Set upp', said: /did you mean `Set up`\?/ },
    { section: '', said: /No section of `a\.md` is called ``/ },
  ])('that is not there: $section', ({ section, said }) => {
    expect(() => excerptOf('a.md', text, { section })).toThrow(said);
  });
});

describe('headings of one name', () => {
  const odd =
    '---yaml\ntitle: A\n---\n\n    code\n\n## C\n\nc\n\n## C#\n\nsharp\n\n## Notes\n\n1\n\n## Notes\n\n2\n\n## 🎉\n\nparty\n';

  it.each([
    { section: 'C', text: '## C\n\nc\n\n' },
    { section: 'C#', text: '## C#\n\nsharp\n\n' },
    { section: 'notes', text: '## Notes\n\n1\n\n' },
    { section: 'notes-1', text: '## Notes\n\n2\n\n' },
    { section: '#notes-1', text: '## Notes\n\n2\n\n' },
    { section: '🎉', text: '## 🎉\n\nparty\n' },
  ])('are told apart: $section', ({ section, text: wanted }) => {
    expect(excerptOf('a.md', odd, { section }).text).toBe(wanted);
  });

  it.each(['', '???', '#'])('are none for %j', (section) => {
    expect(() => excerptOf('a.md', odd, { section })).toThrow(/No section/);
  });

  it('leave the indentation of a first line, and front matter of any language', () => {
    expect(excerptOf('a.md', odd, { maxTokens: 2 }).text).toMatch(/^ {4}code/);
  });
});

describe('pieces', () => {
  it('make the whole, whatever the text and the budget, and each is within the budget or a single character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 1, max: 40 }),
        (body, maxTokens) => {
          const whole = excerptOf('a.md', body).text;
          let read = '';
          let from: number | undefined = 0;
          while (from !== undefined) {
            const piece = excerptOf('a.md', body, { from, maxTokens });
            if (whole !== '') expect(piece.text).not.toBe('');
            if ([...piece.text].length > 1) expect(piece.tokens).toBeLessThanOrEqual(maxTokens);
            read += piece.text;
            from = piece.next;
          }
          expect(read).toBe(whole);
        },
      ),
    );
  });

  it('end at a line where one fits', () => {
    const first = excerptOf('a.md', text, { maxTokens: 8 });
    expect(first.text).toMatch(/\n$/);
    expect(first).toMatchObject({ next: first.text.length });
    expect(first.tokensLeft).toBeGreaterThan(0);
  });

  it('are none after the end', () => {
    expect(excerptOf('a.md', text, { from: 10_000 })).toMatchObject({ text: '', tokens: 0, tokensLeft: 0 });
  });
});

describe('signpost.excerpt', () => {
  const signpost = buildSignpost([{ path: 'a.md', text }]);

  it('leaves front matter out', () => {
    expect(signpost.excerpt('a.md').text).toMatch(/^# Guide/);
    expect(buildSignpost([{ path: 'b.md', text: `\ufeff${text}` }]).excerpt('b.md').text).toMatch(/^# Guide/);
  });

  it.each([
    { options: { from: -1 } },
    { options: { from: 1.5 } },
    { options: { maxTokens: 0 } },
    { options: { maxTokens: Number.POSITIVE_INFINITY } },
    { options: { section: 5 } },
    { options: { sections: 'a' } },
  ])('refuses $options', ({ options }) => {
    expect(() => signpost.excerpt('a.md', options as object)).toThrow(SignpostError);
  });
});
