/** A skill called like a tool that agents have anyway. */

import { isSkillFile } from '../../../load/catalog/layout.ts';
import { placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** Built-in tools of the clients that load skills, without hyphens. */
const TOOLS: ReadonlySet<string> = new Set([
  ...['agent', 'applypatch', 'bash', 'edit', 'exec', 'fetch', 'glob', 'grep', 'killshell', 'list', 'ls', 'multiedit'],
  ...['notebookedit', 'plan', 'read', 'readfile', 'replace', 'runshellcommand', 'search', 'shell', 'skill', 'task'],
  ...['terminal', 'todowrite', 'view', 'webfetch', 'websearch', 'write', 'writefile'],
]);

export const nameReserved: LintRule = {
  id: 'name-reserved',
  *check({ documents }) {
    for (const document of documents) {
      const { path, parsed } = document;
      const name = parsed.fields.name?.trim() ?? '';
      if (!isSkillFile(path) || !TOOLS.has(name.toLowerCase().replace(/[-_\s]/g, ''))) continue;
      const reason = `Unexpected name \`${name}\`, which is a built-in tool of agents, expected the name of a task`;
      yield { path, place: placeOfField(document, ['name']), reason };
    }
  },
};
