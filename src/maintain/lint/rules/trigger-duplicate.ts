/** The same trigger in two references: it cannot tell them apart. */

import { phraseKey } from '../../../text/index.ts';
import { isAbove } from '../../../trials/index.ts';
import { phrasesOf } from '../fields.ts';
import { type Project, referencesOf } from '../project.ts';
import type { LintRule } from '../rule.ts';

export const triggerDuplicate: LintRule = {
  id: 'trigger-duplicate',
  *check(project) {
    const first = new Map<string, { readonly id: string; readonly path: string; readonly text: string }>();
    for (const { reference, document } of referencesOf(project)) {
      for (const { text, kind, place } of phrasesOf(document)) {
        const key = phraseKey(text);
        if (key === '') continue;
        const other = first.get(key);
        if (other === undefined) first.set(key, { id: reference.id, path: reference.path, text });
        else if (other.id !== reference.id && !isFamily(project, other.id, reference.id)) {
          const as = other.text === text ? '' : ` as “${other.text}”`;
          const reason = `Unexpected ${kind} “${text}”, which \`${other.path}\` has already${as}, expected a phrase that tells the two apart`;
          yield { path: document.path, place, reason };
        }
      }
    }
  },
};

/** An index may say what a file below it says: it leads there. */
function isFamily({ catalog }: Project, a: string, b: string): boolean {
  return isAbove(catalog, a, b) || isAbove(catalog, b, a);
}
