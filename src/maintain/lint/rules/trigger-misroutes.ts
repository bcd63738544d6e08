/** A trigger or example of one reference that the router takes to another. */

import type { Decision, RankedReference } from '../../../domain/decision.ts';
import { phraseKey } from '../../../text/phrases.ts';
import { isAbove, MOST_ASKED, MOST_WORK, workOf } from '../../what-if/what-if.ts';
import { phrasesOf } from '../fields.ts';
import { type Project, type ProjectDocument, referencesOf } from '../project.ts';
import type { LintRule } from '../rule.ts';

export const triggerMisroutes: LintRule = {
  id: 'trigger-misroutes',
  *check(project) {
    let [asked, work] = [0, 0];
    for (const { reference, document } of referencesOf(project)) {
      // Nobody is sent there.
      if (reference.reading !== 'routed') continue;
      const phrases = phrasesOf(document);
      for (const phrase of phrases.slice(0, MOST_ASKED)) {
        const { text, kind } = phrase;
        const terms = phraseKey(text).split(' ');
        if (terms[0] === '' || isSafe(project, terms)) continue;
        work += workOf(terms, (term) => project.holders.get(term)?.size ?? 0);
        if (work > MOST_WORK) {
          const reason = `Unexpected ${kind} beyond ${asked} whose words others have, too, expected fewer: where this one and those after it lead was not looked at`;
          yield { path: document.path, place: phrase.place, reason };
          return;
        }
        asked++;
        const decision = project.route(text);
        const [winner] = decision.references;
        if (!winner || decision.references.some(({ id }) => id === reference.id)) continue;
        // An index and a file below it answer together: the one leads to the other.
        if (isAbove(project.catalog, reference.id, winner.id) || hasAlso(project, winner.id, text)) continue;
        const own = decision.candidates.find(({ id }) => id === reference.id);
        const reason = `Unexpected ${kind} “${text}”, which routes to \`${winner.path}\` (${scoreOf(winner)}), expected \`${reference.path}\` (${own ? scoreOf(own) : 'not among the candidates'})`;
        yield { path: document.path, place: phrase.place, reason };
      }
      const [next] = phrases.slice(MOST_ASKED);
      if (!next) continue;
      const reason = `Unexpected ${phrases.length} triggers and examples, expected at most ${MOST_ASKED}: where those from here on lead was not looked at`;
      yield { path: document.path, place: next.place, reason };
    }
  },
};

function scoreOf({ score, confidence }: Decision['candidates'][number] | RankedReference): string {
  return `score ${score.toFixed(2)}, ${Math.round(confidence * 100)} %`;
}

/** Up to here the router is asked about every trigger: that takes a quarter of a second at most. */
const FEW_REFERENCES = 100;

/**
 * Whether the router need not be asked, because a word stands in one reference alone, of all that references are routed
 * by: of 1,906 triggers with such a word in 12 catalogues three lead to a neighbour, of 5,504 others 185. With 5,000
 * references asking takes milliseconds each.
 */
function isSafe({ catalog, holders }: Project, terms: readonly string[]): boolean {
  return catalog.references.length > FEW_REFERENCES && terms.some((term) => holders.get(term)?.size === 1);
}

/** By document what its phrases say: of thousands, as many are asked about. */
const keysByDocument = new WeakMap<ProjectDocument, ReadonlySet<string>>();

/** Where both have the same phrase, `trigger-duplicate` says so. */
function hasAlso(project: Project, id: string, text: string): boolean {
  const other = project.documentOf(id);
  if (!other) return false;
  const keys = keysByDocument.get(other) ?? new Set(phrasesOf(other).map((phrase) => phraseKey(phrase.text)));
  keysByDocument.set(other, keys);
  return keys.has(phraseKey(text));
}
