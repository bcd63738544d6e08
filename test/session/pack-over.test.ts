/** Packs that follow one another: what is taken from the one before is what analysing it again would come to. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SignpostError } from '../../src/domain/signpost-error.ts';
import { type BuiltCatalog, buildCatalog } from '../../src/load/catalog/build-catalog.ts';
import { profileInputsOf } from '../../src/route/profile-inputs.ts';
import { packOver as packWith } from '../../src/session/pack-over.ts';
import { shippedVectors } from '../../src/session/shipped-vectors.ts';
import { decodeSections, encodeSections, type Section, type Sections } from '../../src/storage/pack/container.ts';
import { earlierPack } from '../../src/storage/pack/earlier-pack.ts';
import { documentsOf, edit } from './changing-files.ts';

const packOver = (built: BuiltCatalog, before: Sections | undefined) => packWith(built, before, shippedVectors());

function decoded(sections: ReadonlyMap<string, Section>): Sections {
  const read = decodeSections(encodeSections(sections));
  if (!read) throw new Error('cannot decode what was encoded');
  return read;
}

const bytesOf = (sections: ReadonlyMap<string, Section>) => Buffer.from(encodeSections(sections));

describe('a pack over an earlier one', () => {
  it.each([1, 2] as const)('is the same to the byte as one made anew, whatever has changed, of %i roots', (roots) => {
    fc.assert(
      fc.property(
        fc.array(edit, { maxLength: 12 }),
        fc.array(fc.array(edit, { maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        (first, rounds) => {
          const files = new Map<string, string>();
          for (const change of first) change(files);
          let before = decoded(packOver(buildCatalog(documentsOf(files, roots)), undefined));
          for (const round of rounds) {
            for (const change of round) change(files);
            const sections = packOver(buildCatalog(documentsOf(files, roots)), before);
            const anew = packOver(buildCatalog(documentsOf(files, roots)), undefined);
            expect(bytesOf(sections).equals(bytesOf(anew))).toBe(true);
            before = decoded(sections);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes what reads the same, and nothing else', () => {
    const documents = (text: string) => [
      { path: 'barley.md', text: '# Barley' },
      { path: 'rye.md', text },
    ];
    const before = decoded(packOver(buildCatalog(documents('# Rye')), undefined));
    const earlier = earlierPack(before, shippedVectors()?.dimensions);
    const { references, entryTexts } = buildCatalog(documents('# Rye and wheat')).catalog;
    const taken = profileInputsOf(references, entryTexts).filter((one) => earlier.analysed(one));
    expect(taken.map(({ reference }) => reference.id)).toEqual(['barley.md']);
  });

  it('knows where the parts of a text are, though only a comment in its front matter has moved them', () => {
    const text = (comment: string) => `---\n${comment}description: About rye\n---\n# Rye\n\n## Milling\n\nSlowly.\n`;
    const built = (comment: string) => buildCatalog([{ path: 'rye.md', text: text(comment) }]);
    const before = decoded(packOver(built(''), undefined));
    expect(bytesOf(packOver(built('# later\n'), before)).equals(bytesOf(packOver(built('# later\n'), undefined)))).toBe(
      true,
    );
  });

  it('is made anew when the earlier one cannot be read', () => {
    const built = buildCatalog([{ path: 'rye.md', text: '# Rye' }]);
    const whole = decoded(packOver(built, undefined));
    const damaged: Sections = {
      ...whole,
      uint8() {
        throw new SignpostError('SIGNPOST_BAD_SNAPSHOT', 'damaged');
      },
    };
    expect(bytesOf(packOver(built, damaged)).equals(bytesOf(packOver(built, undefined)))).toBe(true);
  });
});
