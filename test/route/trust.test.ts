/** Requests in the words of a reference of an earlier root, beside references of a later one that have them too. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/domain/reference.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { documentsOf } from '../load/catalog/folders.ts';
import { explainedIn } from './bakery.ts';

const ours = documentsOf(
  {
    'sourdough/SKILL.md': '---\ndescription: Feeding rye starters and shaping loaves of slack dough.\n---\n',
    'ovens/SKILL.md': '---\ndescription: Cleaning deck ovens whose gaskets leak heat.\n---\n',
  },
  'ours',
);
const WORDS = ['rye', 'starters', 'shaping', 'loaves', 'slack', 'dough'];

/** The path of the first candidate, with its root. */
function firstOf(later: Readonly<Record<string, string>>, query: string): string {
  const documents: SourceDocument[] = [...ours, ...documentsOf(later, 'theirs')];
  const [first] = buildSignpost(documents).route(query).candidates;
  return `${first?.root}/${first?.path}`;
}

describe('a reference of a later root', () => {
  const boats = '---\ndescription: Boats and lakes.\n---\n\n# Boats\n\n';

  it.each([
    ['its name', { 'a/SKILL.md': '---\nname: slack-dough\ndescription: Boats.\n---\n' }],
    ['its folder', { 'slack-dough/SKILL.md': '---\nname: boats\ndescription: Boats.\n---\n' }],
    ['its title', { 'a/SKILL.md': '---\ndescription: Boats.\n---\n\n# Dough, slack\n' }],
    ['its headings', { 'a/SKILL.md': `${boats}## Slack dough\n\n## Dough that is slack\n` }],
    ['its description', { 'a/SKILL.md': '---\ndescription: Slack boats, dough.\n---\n' }],
    ['a trigger of one word', { 'a/SKILL.md': '---\ndescription: Boats.\ntriggers: [dough]\n---\n' }],
    ['an example', { 'a/SKILL.md': '---\ndescription: Boats.\nexamples: [slack dough on boats]\n---\n' }],
    ['its body', { 'a/SKILL.md': boats + 'Slack dough. '.repeat(9) }],
    ['a branch', { 'INDEX.md': '# Boats\n\n## Decision tree\n\n- Slack boats, dough? → [a](./a.md)\n', 'a.md': boats }],
    [
      'a handoff',
      { 'b/SKILL.md': '---\ndescription: Lakes. For slack boats and dough, see `a`.\n---\n', 'a/SKILL.md': boats },
    ],
  ])('does not win by the words of an earlier one in %s', (_, later) => {
    expect(firstOf(later, 'slack dough')).toBe('ours/sourdough/SKILL.md');
    expect(firstOf(later, 'dough')).toBe('ours/sourdough/SKILL.md');
  });

  it('does not win by them wherever they stand, in any number', () => {
    const some = fc.array(fc.constantFrom(...WORDS), { maxLength: 8 });
    const later = fc
      .record({ name: some, description: some, triggers: some, headings: some, body: some })
      .map(({ name, description, triggers, headings, body }) =>
        [
          ...['---', `name: boats-${name.join('-')}`, `description: Boats. ${description.join(' ')}`],
          ...[`triggers: ${JSON.stringify(triggers)}`, '---', '', '# Boats', ''],
          ...[...headings.map((word) => `## ${word}`), '', body.join(' '), ''],
        ].join('\n'),
      );
    const files = fc.array(later, { minLength: 1, maxLength: 60 });
    const query = fc.shuffledSubarray(WORDS, { minLength: 1 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(files, query, (texts, asked) => {
        const theirs = Object.fromEntries(texts.map((text, at) => [`${at}/SKILL.md`, text]));
        expect(firstOf(theirs, asked)).toBe('ours/sourdough/SKILL.md');
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['words of its own', 'wheat dough'],
    ['words of its own alone', 'wheat'],
  ])('wins by %s', (_, query) => {
    const wheat = '---\ndescription: Kneading wheat dough.\n---\n';
    expect(firstOf({ 'wheat/SKILL.md': wheat }, query)).toBe('theirs/wheat/SKILL.md');
  });

  it('says what it lost by it', () => {
    const documents = [...ours, ...documentsOf({ 'a/SKILL.md': `${boats}## Slack dough\n` }, 'theirs')];
    const decision = buildSignpost(documents).route('slack dough', { explain: true });
    const { adjustments } = explainedIn(decision, 'a/SKILL.md');
    expect(Object.keys(adjustments)).toEqual(['yielded']);
    expect(adjustments['yielded']?.contribution).toBeLessThan(0);
  });
});
