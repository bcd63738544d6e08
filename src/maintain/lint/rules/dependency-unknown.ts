/** A skill that needs another one which is not there. */

import { isSkillFile } from '../../../load/catalog/layout.ts';
import { didYouMean } from '../../../text/did-you-mean.ts';
import { placeIn } from '../fields.ts';
import { isCollection, knownNames } from '../handoffs.ts';
import type { LintRule } from '../rule.ts';

const FIELDS = ['requires', 'requires_skill', 'requires-skill', 'requires_skills', 'depends-on'] as const;
const SKILL_TOOL = /\bSkill\(\s*([\w:-]+)\s*\)/g;

export const dependencyUnknown: LintRule = {
  id: 'dependency-unknown',
  *check(project) {
    if (!isCollection(project)) return;
    const known = knownNames(project);
    for (const document of project.documents) {
      if (!isSkillFile(document.path)) continue;
      const { metadata = {}, 'allowed-tools': tools } = document.parsed.fields;
      const named = [
        ...FIELDS.flatMap((field) => texts(metadata[field]).map((name) => ({ name, path: ['metadata', field] }))),
        ...texts(tools).flatMap((text) =>
          [...text.matchAll(SKILL_TOOL)].map(([, name = '']) => ({ name, path: ['allowed-tools'] })),
        ),
      ];
      for (const { name, path } of named) {
        if (name.includes(':') || known.has(name.toLowerCase())) continue;
        const meant = didYouMean(name, known.keys());
        const expected =
          meant === undefined ? 'a skill of this root' : `a skill of this root: did you mean \`${meant}\`?`;
        const { place } = placeIn(document, [path], name);
        yield { path: document.path, place, reason: `Unexpected dependency \`${name}\`, expected ${expected}` };
      }
    }
  },
};

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value.trim()].filter(Boolean);
  return Array.isArray(value) ? value.flatMap(texts) : [];
}
