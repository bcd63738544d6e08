/** Sentences of descriptions that send requests on: "For audits, see seo-audit" speaks against the one, for the other. */

import type { Reference } from '../contracts/reference.ts';
import { analyze } from '../text/index.ts';

/** A sentence that sends requests on. */
interface Handoff {
  /** What it says of the requests, without where they should go. */
  readonly condition: string;
  /** Ids of the references it names. */
  readonly to: readonly string[];
}

const SENTENCE = /(?<=[.!?;。])\s+|\n+/;
/** Where the condition ends and the names begin. */
const SENDS = /(?:\b(?:see|use|prefer|try|invoke|(?:refer|defer|delegate|switch|go) to)\b|→|->)(?:\s+the\b)?\s*/gi;
/** Without one of these a name is only mentioned. */
const WHICH = /\b(?:for|not|when|if|skip|instead|rather|never)\b|n['’]t\b/i;
const NAME = /[a-z\d](?:[a-z\d]|[-_:/.](?=[a-z\d]))*/gi;
/** A sentence of more characters says more than where to go. */
const LONGEST = 600;

/** The names that references go by in each other's descriptions, in lower case, with their ids. */
export function namesOf(references: readonly Reference[]): Map<string, string> {
  const names = new Map<string, string>();
  const add = (key: string, id: string) => {
    if (key !== '' && !names.has(key.toLowerCase())) names.set(key.toLowerCase(), id);
  };
  for (const { id, name } of references) add(name, id);
  // A name that its author gave goes before what another's file happens to be called.
  for (const { id, path } of references) {
    const segments = path.replace(/(?:\/(?:SKILL|INDEX))?\.md[xc]?$/i, '').split('/');
    add(segments.at(-1) ?? '', id);
  }
  return names;
}

/** A description, told apart. */
export interface Told {
  /** The description without the sentences that send requests on. */
  readonly rest: string;
  readonly handoffs: readonly Handoff[];
}

/**
 * Find the handoffs of a description.
 *
 * @param reference
 *   Whose description it is; it never sends requests to itself.
 * @param names
 *   From `namesOf`. A sentence that names none of them is no handoff.
 * @returns
 *   Handoffs in order, none for an empty description; a description without any is given back as it is.
 * @example
 *   handoffsIn(reference, names).handoffs; // [{ condition: 'For audits, ', to: ['seo-audit'] }]
 */
export function handoffsIn({ id, description }: Reference, names: ReadonlyMap<string, string>): Told {
  if (description.search(SENDS) === -1) return { rest: description, handoffs: [] };
  const kept: string[] = [];
  const handoffs: Handoff[] = [];
  for (const sentence of description.split(SENTENCE)) {
    const handoff = handoffOf(sentence, id, names);
    if (handoff) handoffs.push(handoff);
    else kept.push(sentence);
  }
  return { rest: handoffs.length === 0 ? description : kept.join('\n'), handoffs };
}

function handoffOf(sentence: string, id: string, names: ReadonlyMap<string, string>): Handoff | undefined {
  if (sentence.length > LONGEST || !WHICH.test(sentence)) return undefined;
  // "Do NOT use for rankings, see seo-audit": the last verb that a name follows is the one that sends.
  for (const sends of [...sentence.matchAll(SENDS)].reverse()) {
    const to = targetsIn(sentence.slice(sends.index + sends[0].length), sends[0], id, names);
    const condition = sentence.slice(0, sends.index);
    if (to.length > 0 && analyze(condition).length > 0) return { condition, to };
  }
  return undefined;
}

/** Ids of the references a sentence goes on with; the first name has to stand right after the verb. */
function targetsIn(text: string, verb: string, id: string, names: ReadonlyMap<string, string>): string[] {
  const to = new Set<string>();
  for (const { 0: word, index } of text.matchAll(NAME)) {
    const last =
      word
        .replace(/\.md[xc]?$/i, '')
        .split(/[/:]/)
        .at(-1) ?? '';
    const isMarked = /[`[("'*/]$/.test(text.slice(0, index)) || last.length < word.length;
    const endsClause =
      !/[→>]/.test(verb) && /^\s*(?:[).,;:]|$|instead\b|skill\b)/i.test(text.slice(index + word.length));
    // "use search" may be about search: a name of one word has to be marked, or to end the clause.
    const isName = last.includes('-') || isMarked || endsClause;
    const target = isName ? names.get(last.toLowerCase()) : undefined;
    if (target !== undefined && target !== id) to.add(target);
    else if (to.size === 0) return [];
  }
  return [...to];
}
