/** Where a reference sends requests that are not its own: "Not for PDFs, use pdf-tools". */

import { placeIn } from './fields.ts';
import { type Project, type ProjectDocument, referencesOf } from './project.ts';
import type { Finding } from './rule.ts';

/** A name that a description or `not_for` sends requests to. */
export interface Handoff {
  readonly name: string;
  readonly field: 'description' | 'not_for';
  readonly place: Finding['place'];
}

const NAME = '[a-z\\d]{1,40}(?:-[a-z\\d]{1,40}){1,8}';
const FILE = '[\\w./-]{1,120}\\.mdx?';
/** "use `pdf-tools`", "see pdf-tools instead": in back-ticks, or where a name ends a clause. */
const SENDS = new RegExp(
  `(?<!n['’]t |not |never )\\b(?:use|see|prefer|try|(?:refer|defer|delegate|switch|go) to)\\s+(?:the\\s+)?(?:\`(${NAME}|${FILE})\`|(${NAME}|${FILE})(?=\\s*(?:instead\\b|skill\\b(?!s)|[).,;:]|$)))`,
  'gi',
);
/** Compounds that describe a noun rather than name a skill. */
const COMPOUND = /-(?:specific|related|based|level|like|style|only|driven|first|end|time|side)$/i;
/** Description of a name: without one of these a sentence gives nothing away. */
const EXCLUDES = /\b(?:not for|do not use|don['’]t use|never use|avoid|instead|rather than|not intended)\b/i;

/** Every handoff of a document, in order. */
export function handoffsOf(document: ProjectDocument): Handoff[] {
  const { description = '', not_for: notFor = [] } = document.parsed.fields;
  const sentences = description.split(/(?<=[.!?])\s+/).filter((sentence) => EXCLUDES.test(sentence));
  return [
    ...sentences.flatMap((sentence) => namesIn(document, sentence, 'description', [['description']])),
    ...notFor.flatMap((item, index) => namesIn(document, item, 'not_for', [['not_for', index], ['not_for']])),
  ];
}

function namesIn(
  document: ProjectDocument,
  text: string,
  field: Handoff['field'],
  paths: readonly (readonly (string | number)[])[],
): Handoff[] {
  return [...text.matchAll(SENDS)].flatMap(([, ticked, bare]) => {
    const name = ticked ?? bare ?? '';
    if (name === '' || (ticked === undefined && COMPOUND.test(name))) return [];
    return [{ name, field, place: placeIn(document, paths, name).place }];
  });
}

/** The names and paths that references of a project go by, in lower case, with their documents. */
export function knownNames(project: Project): Map<string, ProjectDocument> {
  const known = new Map<string, ProjectDocument>();
  for (const { reference, document } of referencesOf(project)) {
    const { name, title, path } = reference;
    const stem = path.replace(/\.mdx?$/i, '');
    const base = stem.slice(stem.lastIndexOf('/') + 1);
    for (const key of [name, title, path, stem, base, `${base}.md`]) {
      if (!known.has(key.toLowerCase())) known.set(key.toLowerCase(), document);
    }
  }
  return known;
}

/** The names a document may have meant: nobody sends requests to themselves. */
export function namesOfOthers(known: ReadonlyMap<string, ProjectDocument>, document: ProjectDocument): string[] {
  return [...known].flatMap(([name, other]) => (other === document ? [] : [name]));
}

/** Whether a root holds a collection: of one skill alone, the others it names stand elsewhere. */
export function isCollection(project: Project): boolean {
  return project.catalog.references.filter(({ kind }) => kind === 'skill').length !== 1;
}
