/** The texts a document is routed by, each with its place in the file. */

import { once } from '../../domain/once.ts';
import { bracketedPhrases } from '../../text/phrases.ts';
import type { ProjectDocument } from './project.ts';
import type { Finding } from './rule.ts';

/** A phrase of `triggers`, or a request of `examples`. */
export interface PlacedPhrase {
  readonly text: string;
  readonly kind: 'trigger' | 'example';
  /** Looked for when it is asked for: of a good repository nobody asks. */
  readonly place: Finding['place'];
}

const START = { line: 1, column: 1 };
const LISTS = [
  { kind: 'trigger', path: ['triggers'] },
  { kind: 'trigger', path: ['metadata', 'triggers'] },
  { kind: 'example', path: ['examples'] },
  { kind: 'example', path: ['metadata', 'examples'] },
] as const;

const phrasesByDocument = new WeakMap<ProjectDocument, readonly PlacedPhrase[]>();

/** Where a field stands: the first of some that is there, else the start of the file. */
export function placeOfField(document: ProjectDocument, ...paths: readonly (readonly (string | number)[])[]) {
  for (const path of paths) {
    const found = document.fields(path);
    if (found) return { line: found.line, column: found.column };
  }
  return START;
}

/** Every phrase of a document, in order. Kept for the document: several rules ask. */
export function phrasesOf(document: ProjectDocument): readonly PlacedPhrase[] {
  const known = phrasesByDocument.get(document);
  if (known) return known;
  const phrases = collectPhrases(document);
  phrasesByDocument.set(document, phrases);
  return phrases;
}

function collectPhrases(document: ProjectDocument): PlacedPhrase[] {
  const { fields } = document.parsed;
  return LISTS.flatMap(({ kind, path }) => {
    const name = kind === 'trigger' ? 'triggers' : 'examples';
    const items = (path.length === 1 ? fields[name] : fields.metadata?.[name]) ?? [];
    return items.flatMap((item, index) => {
      const phrases = kind === 'trigger' ? bracketedPhrases(item) : [item];
      const places = once(() => {
        let from = 0;
        return phrases.map((text) => {
          const { place, end } = placeIn(document, [[...path, index], path], text, from);
          from = end;
          return place;
        });
      });
      return phrases.map(
        (text, at): PlacedPhrase => ({
          text,
          kind,
          get place() {
            return places()[at];
          },
        }),
      );
    });
  });
}

/** Where a phrase stands in the value of a field; the value's own place when it is written in another way. */
export function placeIn(
  document: ProjectDocument,
  paths: readonly (readonly (string | number)[])[],
  phrase: string,
  from = 0,
): { readonly place: { readonly line: number; readonly column: number }; readonly end: number } {
  for (const path of paths) {
    const found = document.fields(path);
    if (!found) continue;
    const { line, column, span } = found;
    const written = document.text.slice(span.start, span.end);
    const at = written.indexOf(phrase, from);
    if (at === -1) return { place: { line, column }, end: from };
    const before = written.slice(0, at).split('\n');
    const own = (before.at(-1)?.length ?? 0) + (before.length === 1 ? column : 1);
    return { place: { line: line + before.length - 1, column: own }, end: at + phrase.length };
  }
  return { place: START, end: from };
}
