import fc from 'fast-check';
import { expect, it } from 'vitest';
import { urisOf } from '../../../src/doors/mcp/uris.ts';
import { openSignpost } from '../../../src/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';

it('leads from any id to a URI and back, as it is and as `URL` writes it', () => {
  const name = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => !/[/\\]/.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(fc.array(name, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), (paths) => {
      const documents = paths.map((path) => ({ path: `${path.join('/')}.md`, text: '# A' }));
      const { catalog } = buildSignpost(documents);
      const { uriOf, idOf } = urisOf(catalog);
      for (const { id } of catalog.references) {
        const uri = uriOf(id);
        if (uri === undefined) throw new Error(`no URI for ${id}`);
        expect(uri).toMatch(/^skill:\/\//);
        expect(idOf(uri)).toBe(id);
        expect(idOf(new URL(uri).href)).toBe(id);
      }
    }),
  );
});

it('has the name of a skill in its URI, where the root is the skill', () => {
  const { catalog } = buildSignpost([
    { path: 'SKILL.md', text: '---\nname: invoices\ndescription: Write invoices.\n---\n# Invoices' },
    { path: 'references/guide.md', text: '# Guide' },
  ]);
  const { uriOf, idOf } = urisOf(catalog);
  expect(uriOf('SKILL.md')).toBe('skill://invoices/SKILL.md');
  expect(uriOf('references/guide.md')).toBe('skill://invoices/references/guide.md');
  expect(idOf('skill://invoices/references/guide.md')).toBe('references/guide.md');
  expect(idOf('skill://references/guide.md')).toBeUndefined();
});

it('is of one mind with the ids of the shipped references', async () => {
  const { catalog } = await openSignpost({ roots: ['references'] });
  expect(urisOf(catalog).uriOf('signpost/lint.md')).toBe('skill://signpost/lint.md');
});
