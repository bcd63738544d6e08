/** A folder among skills that holds none. */

import { folderOf, isSkillFile } from '../../../load/catalog/layout.ts';
import type { LintRule } from '../rule.ts';

export const skillFolderEmpty: LintRule = {
  id: 'skill-folder-empty',
  *check({ documents, files }) {
    const skills = documents.filter(({ path }) => isSkillFile(path)).map(({ path }) => folderOf(path));
    // A collection has its skills in folders of their own.
    if (skills.length === 0 || skills.includes('')) return;
    for (const name of [...files.foldersIn('')].sort()) {
      if (/^[._]|^(?:node_modules|references|scripts|assets|shared|test|tests|docs)$/.test(name)) continue;
      if (skills.some((folder) => folder === name || folder.startsWith(`${name}/`))) continue;
      yield { path: '', reason: `Unexpected folder \`${name}\` among skills, expected a SKILL.md in it` };
    }
  },
};
