/** Files of skills, and changes to them: with entries, handoffs, trees and globs that lead from one to the other. */

import fc from 'fast-check';
import type { SourceDocument } from '../../src/domain/reference.ts';

const WORDS =
  'invoice shift pipeline asset partition dbt cloud deploy tax customer sensor schedule audit ranking'.split(' ');
const word = fc.constantFrom(...WORDS, 'invioce', 'pipelines', 'quarterly', 'zebra');
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const name = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'seo-audit', 'omega');
const file = fc.oneof(
  fc
    .record({ name, description: text, triggers: fc.array(text, { maxLength: 3 }), body: text, sends: name })
    .map((made) => ({
      path: `skills/${made.name}/SKILL.md`,
      text: `---\nname: ${made.name}\ndescription: "${made.description}. For ${made.body || 'audits'}, use ${made.sends}."\ntriggers: ${JSON.stringify(made.triggers)}\n---\n# ${made.name}\n\n${made.body}\n\n## When\n\n- ${made.description || 'x'} → [${made.sends}](../${made.sends}/SKILL.md)\n`,
    })),
  fc.record({ name, body: text, globs: fc.boolean(), always: fc.boolean() }).map((made) => ({
    path: `skills/${made.name}/references/${made.name}.md`,
    text: `---\ndescription: ${made.body || 'nothing'}${made.globs ? '\nglobs: "*.sql"' : ''}${made.always ? '\nalwaysApply: true' : ''}\n---\n# About ${made.name}\n\n${made.body.repeat(3)}\n`,
  })),
  fc.record({ listed: fc.array(name, { maxLength: 3 }), says: text }).map(({ listed, says }) => ({
    path: 'skills/INDEX.md',
    text: `# Index\n\n<!-- BEGIN GENERATED INDEX -->\n${listed.map((one) => `- [${one}](./${one}/SKILL.md) — ${says || 'nothing'}`).join('\n')}\n<!-- END GENERATED INDEX -->\n`,
  })),
);
/** One change: a file written, or taken away. */
export const edit = fc.oneof(
  { weight: 4, arbitrary: file.map((made) => (files: Map<string, string>) => files.set(made.path, made.text)) },
  {
    weight: 1,
    arbitrary: fc
      .nat()
      .map((at) => (files: Map<string, string>) => files.delete([...files.keys()][at % Math.max(1, files.size)] ?? '')),
  },
);

/** Names whose skills are of a second root, where there are two. */
const THEIRS = /^skills\/(?:alpha|gamma|omega)\//;

/** Files as documents, in the order of their roots and paths; what is of the second root may copy the first. */
export function documentsOf(files: ReadonlyMap<string, string>, roots: 1 | 2): SourceDocument[] {
  const inOrder = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => ({ path, text: content }));
  if (roots === 1) return inOrder;
  const isTheirs = ({ path }: SourceDocument) => THEIRS.test(path);
  return [
    ...inOrder.filter((document) => !isTheirs(document)).map((document) => ({ ...document, root: 'ours' })),
    ...inOrder.filter(isTheirs).map((document) => ({ ...document, root: 'theirs' })),
  ];
}
