/** Roots in their order: a reference of a later root is not routed by the words of an earlier one. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reference, SourceDocument } from '../../../src/domain/reference.ts';
import { buildCatalog } from '../../../src/load/catalog/build-catalog.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { createCatalogRouter } from '../../../src/storage/memory/catalog-router.ts';
import { block } from '../../maintain/folder.ts';
import { documentsOf } from './folders.ts';

/** A skill as its author wrote it. */
function skill(name: string, description: string, triggers: readonly string[] = [], body = ''): Record<string, string> {
  const fields = { name, description, triggers };
  const yaml = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return { [`${name}/SKILL.md`]: ['---', ...yaml, '---', '', `# ${name.replaceAll('-', ' ')}`, '', body].join('\n') };
}

const SOURDOUGH = 'Feeding a sourdough starter and shaping loaves. Use when dough is flat, sour or slack.';
const OVENS = 'Cleaning deck ovens and replacing their gaskets. Use when an oven smokes or loses heat.';
const bakery = {
  ...skill('sourdough', SOURDOUGH, ['starter smells of acetone', 'loaf will not rise'], 'Feed it twice a day.'),
  ...skill('ovens', OVENS, ['oven smokes', 'gasket is torn'], 'Let it cool first.'),
};

function rooted(later: Readonly<Record<string, string>>): SourceDocument[] {
  return [...documentsOf(bakery, 'ours'), ...documentsOf(later, 'theirs')];
}

function heardOf(later: Readonly<Record<string, string>>): Reference['own'] {
  return buildCatalog(rooted(later)).catalog.references.find(({ root }) => root === 'theirs')?.own;
}

describe('a reference of a later root', () => {
  it('keeps all of its words when they are its own, and so does every reference of one root', () => {
    expect(heardOf(skill('rye', 'Mixing rye with caraway seed for dense bread.'))).toBeUndefined();
    const both = { ...bakery, ...skill('copy', SOURDOUGH, ['oven smokes']) };
    expect(buildCatalog(documentsOf(both)).catalog.references.map(({ own }) => own)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['as it is', 'oven smokes'],
    ['in other forms and order', 'smoking ovens'],
    ['beside another', 'gasket is torn oven smokes'],
  ])('loses a trigger of an earlier one %s', (_, trigger) => {
    const own = heardOf(skill('rye', 'Mixing rye with caraway seed for dense bread.', [trigger, 'caraway']));
    expect(own).toMatchObject({ triggers: ['caraway'], from: ['ovens/SKILL.md'] });
    expect(own?.description).toBe('Mixing rye with caraway seed for dense bread.');
  });

  it('loses a quotation, a title and an example', () => {
    const text = `---\nname: rye\ntitle: Gasket is torn\ndescription: Mixing rye. Use for "loaf will not rise" or caraway.\nexamples: ["my oven smokes"]\n---\n`;
    expect(heardOf({ 'rye/SKILL.md': text })).toEqual({
      title: '',
      description: 'Mixing rye. Use for "" or caraway.',
      triggers: [],
      examples: [],
      headings: [],
      from: ['ovens/SKILL.md', 'sourdough/SKILL.md'],
    });
  });

  it('that is a copy keeps what only it says, of its body too', () => {
    const copied = 'Use when dough is flat, slack or sour. Shaping loaves and feeding a sourdough starter, quickly.';
    const own = heardOf(skill('aaa-sourdough', copied, ['loaf will not rise'], 'Feed it twice a day.\nSend it to us.'));
    expect(own).toMatchObject({ name: 'aaa', triggers: [], headings: ['aaa'], from: ['sourdough/SKILL.md'] });
    expect(own?.description).not.toMatch(/dough|loaves|starter/);
    expect(own?.body).toContain('Send it to us.');
    expect(own?.body).not.toContain('twice');
  });

  it.each([
    ['an index entry', { 'INDEX.md': `# Bread\n\n${block('- [rye](./rye/SKILL.md) — oven smokes')}\n` }],
    ['a handoff', skill('flour', 'Buying flour. If the oven smokes, use the `rye` skill instead.')],
    ['a branch', { 'INDEX.md': '# Bread\n\n## Decision tree\n\n- Oven smokes? → [rye](./rye/SKILL.md)\n' }],
  ])('gains nothing by %s in the words of an earlier one', (_, beside) => {
    const later = { ...skill('rye', 'Mixing rye with caraway seed for dense bread.'), ...beside };
    const smokes = (documents: readonly SourceDocument[]) => {
      const { catalog } = buildCatalog(documents);
      const profile = createCatalogRouter(catalog).profiles.get('rye/SKILL.md');
      const said = [...(profile?.phrases ?? []), ...(profile?.received ?? [])].map(({ text }) => text);
      return [...said, ...catalog.branches.flatMap(({ conditions }) => conditions)].some((text) => /smokes/.test(text));
    };
    expect(smokes(rooted(later))).toBe(false);
    // Where no earlier root says them the words do count: they are not left out for another reason.
    expect(smokes(documentsOf(later, 'theirs'))).toBe(true);
  });

  it('never goes before the one whose words it is made of', () => {
    const words = [...SOURDOUGH.matchAll(/[a-z]+/gi)].map(([word]) => word);
    const scrambled = fc.shuffledSubarray([...words, ...words], { minLength: 6 }).map((some) => some.join(' '));
    const phrase = fc.constantFrom('starter smells of acetone', 'loaf will not rise', 'acetone smells of starter');
    const clauses = fc.shuffledSubarray(SOURDOUGH.split(/(?<=[.,])\s/), { minLength: 1 }).map((some) => some.join(' '));
    const description = fc.oneof(scrambled, clauses);
    const query = fc.oneof(
      phrase,
      fc.shuffledSubarray(words, { minLength: 2, maxLength: 6 }).map((some) => some.join(' ')),
    );
    fc.assert(
      fc.property(description, fc.array(phrase, { maxLength: 3 }), query, (said, triggers, asked) => {
        const later = skill('aaa-bread', said, triggers, 'Feed it twice a day.');
        const { candidates } = buildSignpost(rooted(later)).route(asked, { limit: 5 });
        const places = ['sourdough/SKILL.md', 'aaa-bread/SKILL.md'].map((id) =>
          candidates.findIndex((candidate) => candidate.id === id),
        );
        const [original = -1, copy = -1] = places;
        if (copy !== -1 && original !== -1) expect(original).toBeLessThan(copy);
        // A request of its own words alone may lead there.
        else if (copy !== -1) expect(asked.split(' ')).toContain('bread');
      }),
      { numRuns: 150 },
    );
  });
});
