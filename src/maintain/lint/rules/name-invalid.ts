/** A skill's name that the Agent Skills specification does not allow. */

import { isSkillFile } from '../../../load/catalog/layout.ts';
import { placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** Of the specification; letters of any language count as letters. */
const LONGEST = 64;
const ALLOWED = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u;

export const nameInvalid: LintRule = {
  id: 'name-invalid',
  *check({ documents }) {
    for (const document of documents) {
      const name = document.parsed.fields.name?.trim().normalize('NFKC') ?? '';
      if (!isSkillFile(document.path) || name === '') continue;
      const problem = problemOf(name);
      if (problem === undefined) continue;
      yield {
        path: document.path,
        place: placeOfField(document, ['name']),
        reason: `Unexpected name \`${name}\`, expected ${problem}`,
      };
    }
  },
};

function problemOf(name: string): string | undefined {
  const { length } = [...name];
  if (length > LONGEST) return `at most ${LONGEST} characters: it has ${length}`;
  const proposed = name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  if (name === name.toLowerCase() && ALLOWED.test(name)) return undefined;
  return `lower-case letters, digits and single hyphens between them${proposed === '' ? '' : `: \`${proposed}\``}`;
}
