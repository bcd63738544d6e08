/** References → the list a person reads, or its JSON. */

import type { VFileMessage } from 'vfile-message';
import type { ListedCatalog, ListedReference } from '../domain/stored-signpost.ts';
import { jsonLine, printable } from '../text/printable.ts';
import { messagesJson } from './render-messages.ts';
import { plain, type Style } from './style.ts';

/** One line a reference, indented below its index; without a newline at the end. */
export function renderReferences({ references, parents }: ListedCatalog, style: Style = plain): string {
  const ids = new Set(references.map(({ id }) => id));
  const children = new Map<string, ListedReference[]>();
  for (const reference of references) {
    const parent = parents.get(reference.id) ?? '';
    const key = ids.has(parent) ? parent : '';
    children.set(key, [...(children.get(key) ?? []), reference]);
  }
  const draw = (parent: string, depth: number): string[] =>
    (children.get(parent) ?? []).flatMap((reference) => {
      const { id, title } = reference;
      const line = `${'  '.repeat(depth)}${style('good', printable(id))}  ${style('strong', printable(title))}`;
      return [line, ...draw(id, depth + 1)];
    });
  return draw('', 0).join('\n');
}

/**
 * The order roots are trusted in, and below each what is not routed by all of its words: ids of the references that say the
 * rest of them follow.
 */
export function renderTrust({ references }: ListedCatalog, roots: readonly string[], style: Style = plain): string {
  return trustIn(references, roots)
    .flatMap(({ root, copies }, at) => [
      `${at + 1}. ${style('strong', printable(root))}`,
      ...copies.map(
        ({ id, from }) => `   ${style('warn', printable(id))}  in the words of ${printable(from.join(', '))}`,
      ),
    ])
    .join('\n');
}

/** The same as JSON. */
export function renderTrustJson({ references }: ListedCatalog, roots: readonly string[]): string {
  return JSON.stringify({ roots: trustIn(references, roots) });
}

function trustIn(references: readonly ListedReference[], roots: readonly string[]) {
  const known = [...new Set([...roots, ...references.map(({ root }) => root)])];
  return known.map((root) => ({
    root,
    copies: references.flatMap(({ id, root: of, own }) => (own && of === root ? [{ id, from: own.from }] : [])),
  }));
}

/** The references without their bodies, and the messages about them, as JSON. */
export function renderReferencesJson(
  { references, parents }: ListedCatalog,
  messages: readonly VFileMessage[],
): string {
  return jsonLine({
    references: references.map(({ id, path, root, kind, name, title, description, triggers, examples, notFor }) => {
      const parent = parents.get(id) ?? null;
      return { id, path, root, kind, name, title, description, triggers, examples, notFor, parent };
    }),
    messages: messagesJson(messages),
  });
}
