/** A decision → the few lines an agent gets beside the request. */

import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Decision, RankedReference } from '../../domain/decision.ts';
import { reasonsOf } from '../../report/render-explanation.ts';
import { printable } from '../../text/printable.ts';

/** Characters at the most: it stands in every request. */
const LONGEST = 400;
const SHORTEST_REASON = 12;

/** Where a reference is. */
type Place = Pick<RankedReference, 'id' | 'root' | 'path'>;

/** How a reference is called, so that an agent can open it. */
export type Named = (reference: Place) => string;

/**
 * References that are files of this machine.
 *
 * @param cwd
 *   Where the agent works: paths are given from there where they are below it.
 */
export function asFiles(cwd: string): Named {
  return (reference) => pathOf(reference, cwd);
}

/** References of a store, which are no files here. */
export const asIds: Named = ({ id }) => `\`${printable(id)}\` of signpost`;

/**
 * What to say of a decision.
 *
 * @param decision
 *   Made with `explain: true`.
 * @param named
 *   How references are called.
 * @returns
 *   At most 400 characters; `undefined` when it abstains, or when a path alone is longer.
 */
export function answerFor(decision: Decision, named: Named): string | undefined {
  switch (decision.decision) {
    case 'abstain':
      return undefined;
    case 'ambiguous':
      return fitted(
        `These files may answer; ask which is meant, or read them: ${listOf(decision.references, named)}.`,
        `“${decision.question.text}”${lackOf(decision)}`,
      );
    case 'route': {
      const [first] = decision.references;
      const why = first ? reasonsOf(decision.explanation, first.id)[0] : undefined;
      return fitted(
        `Read before answering: ${listOf(decision.references, named)}.`,
        `${why ? `Why: ${why}.` : ''}${lackOf(decision)}`,
      );
    }
  }
}

/** What a decision had to do without, in a few words. */
function lackOf({ degraded = [] }: Decision): string {
  return degraded.map(({ part, code }) => ` Judged without ${part} (${code}).`).join('');
}

/** What to say of references that were named before. */
export function reminderOf(references: readonly Place[], named: Named): string | undefined {
  for (let count = references.length; count > 0; count--) {
    const paths = references.slice(-count).map(named);
    const text = fitted(`Files that answered in this conversation: ${paths.join(', ')}.`, undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A text that has to be whole, and one that may be cut. */
function fitted(text: string, more: string | undefined): string | undefined {
  if (text.length > LONGEST) return undefined;
  const rest = printable(more ?? '').replace(/\s+/g, ' ');
  const room = LONGEST - text.length - 1;
  if (rest === '' || room < SHORTEST_REASON) return text;
  return `${text} ${rest.length <= room ? rest : `${rest.slice(0, room - 1).replace(/[\ud800-\udbff]$/, '')}…`}`;
}

function listOf(references: readonly RankedReference[], named: Named): string {
  return references.map((reference) => `${named(reference)} (${percentOf(reference)})`).join(', ');
}

/** From the working folder, or from home, or whole: whichever says it shortest and can be opened. */
function pathOf({ root, path }: Pick<Place, 'root' | 'path'>, cwd: string): string {
  const whole = resolve(cwd, join(root, path));
  const near = relative(cwd, whole);
  if (near !== '' && !near.startsWith('..') && !isAbsolute(near)) return printable(near.split(sep).join('/'));
  const home = homedir();
  return printable(home !== '' && whole.startsWith(home + sep) ? `~${whole.slice(home.length)}` : whole);
}

function percentOf({ confidence }: RankedReference): string {
  return `${Math.round(confidence * 100)} %`;
}
