/** The same trigger in two references: it cannot tell them apart. */

import type { Reference } from '../../../domain/reference.ts';
import { phraseKey } from '../../../text/phrases.ts';
import { type PlacedPhrase, phrasesOf } from '../fields.ts';
import { isFamily, type Project, type ReferenceDocument, referencesOf } from '../project.ts';
import type { LintRule } from '../rule.ts';
import { clonesIn, youngerOf } from './skill-cloned.ts';
import { borrowersIn } from './triggers-borrowed.ts';

/** A phrase and who has it. */
interface Said extends ReferenceDocument {
  readonly phrase: PlacedPhrase;
}

export const triggerDuplicate: LintRule = {
  id: 'trigger-duplicate',
  *check(project) {
    const isTaken = takingIn(project);
    const first = new Map<string, Said>();
    for (const { reference, document } of referencesOf(project)) {
      for (const phrase of phrasesOf(document)) {
        const key = phraseKey(phrase.text);
        if (key === '') continue;
        const here = { reference, document, phrase };
        const before = first.get(key);
        if (before === undefined) first.set(key, here);
        else if (before.reference !== reference && !isFamily(project, before.reference.id, reference.id)) {
          const [said, other] = isTaken(before.reference, reference) ? [before, here] : [here, before];
          const { text, kind, place } = said.phrase;
          const as = other.phrase.text === text ? '' : ` as “${other.phrase.text}”`;
          const reason = `Unexpected ${kind} “${text}”, which \`${other.reference.path}\` has, too${as}, expected a phrase that tells the two apart`;
          yield { path: said.document.path, place, reason };
        }
      }
    }
  },
};

/** Tells whether one took a phrase from another: who was taken from is not told to give it up. */
function takingIn(project: Project): (taker: Reference, other: Reference) => boolean {
  const borrowers = borrowersIn(project);
  const originals = new Map(clonesIn(project).map(({ clone, original }) => [clone, original]));
  return (taker, other) => {
    const isCopy = originals.get(taker) === other;
    const isOriginal = originals.get(other) === taker;
    if (isCopy !== isOriginal) return isCopy;
    if (borrowers.has(taker) !== borrowers.has(other)) return borrowers.has(taker);
    return youngerOf(project, taker, other) === taker;
  };
}
