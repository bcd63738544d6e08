/** Where the fields of front matter stand in their file. */

import { once } from '../../domain/once.ts';
import { findFences } from './fences.ts';
import { LARGEST_FRONT_MATTER } from './front-matter.ts';
import type { Span } from './page.ts';
import { type Point, placesIn } from './places.ts';
import { isCollection, isNode, isPair, readYaml } from './yaml.ts';

/** A place, and the offsets of what stands there. */
export interface FieldPlace extends Point {
  /** Of the value as written, quotes and all; of the key where there is no value. */
  readonly span: Span;
}

/** Finds fields: `['triggers', 0]` is the first item of `triggers`. */
export type FieldPlaces = (path: readonly (string | number)[]) => FieldPlace | undefined;

/**
 * Prepare to find fields.
 *
 * Pure. What YAML cannot read is looked for line by line, top-level fields only.
 *
 * @param source
 *   The whole file, byte-order mark and all.
 * @example
 *   locateFields('---\nname: a\n---\n')(['name'])?.line; // 2
 */
export function locateFields(source: string): FieldPlaces {
  const mark = source.startsWith('\ufeff') ? 1 : 0;
  const fences = findFences(source.slice(mark));
  if (!fences) return () => undefined;
  const from = fences.start + mark;
  const to = fences.end === undefined ? from : fences.end + mark;
  // A carriage return would count as part of a plain text.
  const yaml = to - from > LARGEST_FRONT_MATTER ? '' : source.slice(from, to).replaceAll('\r', ' ');
  const placeOf = placesIn(source.slice(0, to));
  const root = once(() => readYaml(yaml, false)?.document.contents);
  const keys = once(() => keysOf(yaml));
  const children = new Map<unknown, ReadonlyMap<string | number, unknown>>();
  const childrenOf = (node: unknown) => {
    const known = children.get(node) ?? indexed(node);
    children.set(node, known);
    return known;
  };
  return (path) => {
    const written = rangeOf(nodeAt(root(), path, childrenOf)) ?? keyOf(keys, path);
    if (!written) return undefined;
    const start = written.start + from;
    return { ...placeOf(start), span: { start, end: written.end + from } };
  };
}

/** The value at a path; the key of a field without one. */
function nodeAt(
  root: unknown,
  path: readonly (string | number)[],
  childrenOf: (node: unknown) => ReadonlyMap<string | number, unknown>,
): unknown {
  let node = root;
  for (const step of path) {
    const item = childrenOf(node).get(step);
    if (item === undefined) return undefined;
    if (!isPair(item)) node = item;
    else node = isNode(item.value) && rangeOf(item.value) ? item.value : item.key;
  }
  return node;
}

/** The items of a list by their number, those of a map by their key too: of two the last. */
function indexed(node: unknown): ReadonlyMap<string | number, unknown> {
  const items = new Map<string | number, unknown>();
  if (!isCollection(node)) return items;
  for (const [index, item] of node.items.entries()) {
    items.set(index, item);
    if (isPair(item) && isNode(item.key)) items.set(String(item.key), item);
  }
  return items;
}

function rangeOf(node: unknown): Span | undefined {
  if (!isNode(node) || !node.range || node.range[0] === node.range[1]) return undefined;
  return { start: node.range[0], end: node.range[1] };
}

function keyOf(keys: () => ReadonlyMap<string, Span>, [key, ...inner]: readonly (string | number)[]): Span | undefined {
  return typeof key === 'string' && inner.length === 0 ? keys().get(key) : undefined;
}

/** Where top-level keys stand, told by the lines alone. */
function keysOf(yaml: string): ReadonlyMap<string, Span> {
  const keys = new Map<string, Span>();
  for (const { 0: line, index } of yaml.matchAll(/^[^\s:][^:\n]*(?=:)/gm)) {
    if (!keys.has(line)) keys.set(line, { start: index, end: index + line.length });
  }
  return keys;
}
