/** The question that tells tied references apart. */

import type { Question, QuestionOption } from '../contracts/decision.ts';
import { splitPhrases } from '../text/index.ts';
import type { Assessed, Ground } from './assess.ts';

/** An option is read at a glance. */
const LONGEST_OPTION = 90;

/**
 * Make the question for tied references.
 *
 * @param ground
 *   The catalog: when one decision tree leads to all of them, its conditions are the options.
 * @param tied
 *   Two or more references.
 * @returns
 *   A question with one option a reference, no two alike.
 */
export function questionFor(ground: Ground, tied: readonly Assessed[]): Question {
  const conditions = treeOptions(ground, tied);
  const texts = conditions ?? tied.map((candidate) => triggerOption(candidate, tied));
  const options = tied.map(({ profile }, index): QuestionOption => {
    const { id, title } = profile.reference;
    const text = texts[index] ?? title;
    return { id, text: texts.indexOf(text) === index ? text : `${text} (${id})` };
  });
  return { text: 'Which of these is it about?', options };
}

/** The conditions of one tree that lead to each reference, when there is such a tree. */
function treeOptions({ branches }: Ground, tied: readonly Assessed[]): string[] | undefined {
  for (const owner of new Set(branches.map(({ branch }) => branch.owner))) {
    const own = branches.filter(({ branch }) => branch.owner === owner && !branch.fallback);
    const texts = tied.flatMap(({ profile, branch }) => {
      const leading = branch && branch.branch.owner === owner ? branch : undefined;
      const lead = leading?.branch ?? own.find((other) => other.branch.targets.includes(profile.reference.id))?.branch;
      const condition = lead?.conditions.at(-1);
      return condition === undefined ? [] : [shorten(condition.replace(/\?$/, ''))];
    });
    if (texts.length === tied.length && new Set(texts).size === texts.length) return texts;
  }
  return undefined;
}

/** The reference's first trigger with a word none of the others has, else its title or description. */
function triggerOption({ profile }: Assessed, tied: readonly Assessed[]): string {
  const { reference } = profile;
  const others = tied.filter((other) => other.profile !== profile);
  const isOwn = (term: string) => others.every((other) => !other.profile.compact.has(term));
  const said = new Set(splitPhrases(reference.triggers));
  const own = profile.phrases.find(({ text, terms }) => said.has(text) && terms.some(isOwn));
  const text = own?.text ?? (reference.description || reference.title);
  return shorten(own || reference.description === '' ? `${reference.title}: ${text}` : text);
}

function shorten(text: string): string {
  if (text.length <= LONGEST_OPTION) return text;
  return `${text.slice(0, LONGEST_OPTION).replace(/\s+\S*$/, '')} …`;
}
