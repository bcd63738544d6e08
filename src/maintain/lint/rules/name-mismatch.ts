/** A skill's name that is not that of its folder: clients load skills by folder. */

import { basename, resolve } from 'node:path';
import { baseOf, folderOf, isSkillFile } from '../../../load/catalog/layout.ts';
import { placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

export const nameMismatch: LintRule = {
  id: 'name-mismatch',
  *check({ documents, root, files }) {
    for (const document of documents) {
      const { path, parsed } = document;
      const name = parsed.fields.name?.trim().normalize('NFKC') ?? '';
      if (!isSkillFile(path) || name === '') continue;
      const isTop = folderOf(path) === '';
      // What somebody calls the checkout of a repository is not the author's to say.
      if (isTop && files.kindOf('.git') !== undefined) continue;
      const folder = (isTop ? basename(resolve(root)) : baseOf(folderOf(path))).normalize('NFKC');
      if (folder === name) continue;
      const reason = `Unexpected name \`${name}\` in the folder \`${folder}\`, expected the same for both`;
      yield { path, place: placeOfField(document, ['name']), reason };
    }
  },
};
