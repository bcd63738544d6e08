import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReference } from '../../../src/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { beginningOf } from '../../../src/session/create/find-reference.ts';
import { printable } from '../../../src/text/printable.ts';

const paths = ['a\nb.md', 'c\u200b.md', 'd\u200b.md', 'd\u202e.md', 'e\ufffd.md', 'e\u200b.md'];
const { catalog } = buildSignpost(paths.map((path) => ({ path, text: '# A page\n\nWords.\n' })));
const idOf = (wanted: string) => findReference(catalog, wanted).id;

describe('an id as it is shown', () => {
  it.each([
    { shown: 'a b.md', id: 'a\nb.md' },
    { shown: 'a b', id: 'a\nb.md' },
    { shown: 'c\ufffd', id: 'c\u200b.md' },
  ])('leads to the one that is shown so: $shown', ({ shown, id }) => {
    expect(idOf(shown)).toBe(id);
  });

  it('leads to the one that is called so to the letter, where there is one', () => {
    expect(idOf('e\ufffd.md')).toBe('e\ufffd.md');
  });

  it('leads nowhere where two are shown so', () => {
    expect(() => idOf('d\ufffd.md')).toThrow(expect.objectContaining({ code: 'SIGNPOST_UNKNOWN_REFERENCE' }));
  });

  it('begins as the id does, or is the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const beginning = beginningOf(printable(id));
        expect(id.startsWith(beginning ?? id) && (beginning !== undefined || printable(id) === id)).toBe(true);
      }),
    );
  });
});
