/** Sentences of descriptions that send requests on: "For audits, see seo-audit" speaks against the one, for the other. */

import type { Reference } from '../domain/reference.ts';
import { analyze } from '../text/analyze.ts';
import { anyOf } from '../text/languages/any-language.ts';

/** A sentence that sends requests on. */
interface Handoff {
  /** What it says of the requests, without where they should go. */
  readonly condition: string;
  /** Ids of the references it names. */
  readonly to: readonly string[];
}

const SENTENCE = /(?<=[.!?;。])\s+|\n+/;
/** Where the condition ends and the names begin. */
const SENDS = new RegExp(`(?:${anyOf('sendsTo')}|→|->)(?:\\s+${anyOf('articles')})?\\s*`, 'gi');
/** Without one of these a name is only mentioned. */
const WHICH = new RegExp(anyOf('saysWhich'), 'i');
/** What follows a name that stands there to be gone to. */
const ENDS = new RegExp(`^\\s*(?:[).,;:]|$|${anyOf('endsHandoff')})`, 'i');
const NAME = /[a-z\d](?:[a-z\d]|[-_:/.](?=[a-z\d]))*/gi;
/** A sentence of more characters says more than where to go. */
const LONGEST = 600;

/** The names that references go by in each other's descriptions, in lower case, with their ids. */
export function namesOf(references: readonly Reference[]): Map<string, string> {
  const names = new Map<string, string>();
  const add = (key: string, id: string) => {
    if (key !== '' && !names.has(key)) names.set(key, id);
  };
  for (const reference of references) add(namedAs(reference).own, reference.id);
  // A name that its author gave goes before what another's file happens to be called.
  for (const reference of references) add(namedAs(reference).ofFile, reference.id);
  return names;
}

interface Named {
  readonly own: string;
  /** The name of its file, or of its folder. */
  readonly ofFile: string;
}

/** Of references that stay the same from catalog to catalog. */
const named = new WeakMap<Reference, Named>();

function namedAs(reference: Reference): Named {
  const known = named.get(reference);
  if (known) return known;
  const file = reference.path.replace(/(?:\/(?:SKILL|INDEX))?\.md[xc]?$/i, '');
  const own = { own: reference.name.toLowerCase(), ofFile: file.slice(file.lastIndexOf('/') + 1).toLowerCase() };
  named.set(reference, own);
  return own;
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
export function handoffsIn(reference: Reference, names: ReadonlyMap<string, string>): Told {
  const known = found.get(reference);
  if (known && [...known.asked].every(([name, id]) => names.get(name) === id)) return known.told;
  const asked = new Map<string, string | undefined>();
  const idOf = (name: string): string | undefined => {
    asked.set(name, names.get(name));
    return names.get(name);
  };
  const told = tellApart(reference, idOf);
  found.set(reference, { told, asked });
  return told;
}

/** What was found in a description, and the names that were looked up for it: while those mean the same it holds. */
const found = new WeakMap<
  Reference,
  { readonly told: Told; readonly asked: ReadonlyMap<string, string | undefined> }
>();

/** Gives the id of a name. */
type IdOf = (name: string) => string | undefined;

function tellApart({ id, own, description: written }: Reference, idOf: IdOf): Told {
  const description = own?.description ?? written;
  if (description.search(SENDS) === -1) return { rest: description, handoffs: [] };
  const kept: string[] = [];
  const handoffs: Handoff[] = [];
  for (const sentence of description.split(SENTENCE)) {
    const handoff = handoffOf(sentence, id, idOf);
    if (handoff) handoffs.push(handoff);
    else kept.push(sentence);
  }
  return { rest: handoffs.length === 0 ? description : kept.join('\n'), handoffs };
}

function handoffOf(sentence: string, id: string, idOf: IdOf): Handoff | undefined {
  if (sentence.length > LONGEST || !WHICH.test(sentence)) return undefined;
  // "Do NOT use for rankings, see seo-audit": the last verb that a name follows is the one that sends.
  for (const sends of [...sentence.matchAll(SENDS)].reverse()) {
    const to = targetsIn(sentence.slice(sends.index + sends[0].length), sends[0], id, idOf);
    const condition = sentence.slice(0, sends.index);
    if (to.length > 0 && analyze(condition).length > 0) return { condition, to };
  }
  return undefined;
}

/** Ids of the references a sentence goes on with; the first name has to stand right after the verb. */
function targetsIn(text: string, verb: string, id: string, idOf: IdOf): string[] {
  const to = new Set<string>();
  for (const { 0: word, index } of text.matchAll(NAME)) {
    const last =
      word
        .replace(/\.md[xc]?$/i, '')
        .split(/[/:]/)
        .at(-1) ?? '';
    const isMarked = /[`[("'*/]$/.test(text.slice(0, index)) || last.length < word.length;
    const endsClause = !/[→>]/.test(verb) && ENDS.test(text.slice(index + word.length));
    // "use search" may be about search: a name of one word has to be marked, or to end the clause.
    const isName = last.includes('-') || isMarked || endsClause;
    const target = isName ? idOf(last.toLowerCase()) : undefined;
    if (target !== undefined && target !== id) to.add(target);
    else if (to.size === 0) return [];
  }
  return [...to];
}
