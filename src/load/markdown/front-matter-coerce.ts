/** Fields of the wrong type → the type the author meant, each with a message at its line. */

import type { VFile } from 'vfile';
import { FIELDS, type FieldKind, type FrontMatter, METADATA_FIELDS } from '../../domain/front-matter.ts';
import { once } from '../../domain/once.ts';
import { reportMessage } from '../../domain/report-message.ts';

/** A key at the start of a line, quoted or not. */
const KEY = /^\s*["']?([\w-]+)["']?\s*:/;

/**
 * Repair the fields that do not hold what they should.
 *
 * @param file
 *   The document problems are reported on.
 * @param source
 *   The lines between the fences, for the position of each field.
 * @param raw
 *   What the YAML said.
 * @returns
 *   A copy with such fields coerced, or left out where nothing can be made of them.
 */
export function coerceFields(file: VFile, source: string, raw: unknown): FrontMatter {
  if (!isMap(raw)) {
    const seen = Array.isArray(raw) ? 'a list' : 'text';
    reportMessage(file, 'front-matter-not-map', `Unexpected front matter, expected fields: it is ${seen}`, {
      line: 1,
      column: 1,
    });
    return {};
  }
  const lines = once(() => linesOf(source));
  const repaired = (values: Fields, kinds: Readonly<Record<string, FieldKind>>, nested: boolean): Fields => {
    // By this name a copy elsewhere would get more than a field.
    const { ['__proto__']: _, ...fields } = values;
    for (const [key, kind] of Object.entries(kinds)) {
      const value = values[key];
      if (value === undefined || fits(kind, value)) continue;
      report(file, lines()(key, nested), key, kind, value);
      const found = texts(value);
      if (found.length === 0) delete fields[key];
      else fields[key] = kind === 'texts' ? found : found.join(' ');
    }
    return fields;
  };
  const { metadata, ...fields } = repaired(raw, FIELDS, false);
  if (isMap(metadata)) return { ...fields, metadata: repaired(metadata, METADATA_FIELDS, true) };
  if (metadata !== undefined) report(file, lines()('metadata', false), 'metadata', 'fields', metadata);
  return fields;
}

type Fields = Record<string, unknown>;

function fits(kind: FieldKind, value: unknown): boolean {
  if (typeof value === 'string') return kind !== 'texts';
  return kind !== 'text' && Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Finds the line of a field in the file, from 1; of a field of `metadata`, the first one below it. */
function linesOf(source: string): (key: string, nested: boolean) => number {
  const all = new Map<string, number>();
  const below = new Map<string, number>();
  let isBelow = false;
  for (const [index, line] of source.split('\n').entries()) {
    isBelow ||= /^metadata\s*:/.test(line);
    const key = KEY.exec(line)?.[1];
    if (key === undefined) continue;
    if (!all.has(key)) all.set(key, index + 2);
    if (isBelow && !below.has(key)) below.set(key, index + 2);
  }
  return (key, nested) => (isBelow && nested ? below : all).get(key) ?? 1;
}

function report(file: VFile, line: number, key: string, kind: FieldKind | 'fields', value: unknown): void {
  const place = { line: Math.max(line, 1), column: 1 };
  const seen = Array.isArray(value) ? 'list' : isMap(value) ? 'map' : 'text';
  if (kind === 'texts') {
    const what = Array.isArray(value) ? 'an item that is not text' : seen === 'text' ? 'text' : `a ${seen}`;
    const reason = `Unexpected ${what} ${Array.isArray(value) ? 'in' : 'as'} \`${key}\`, expected a list of texts: read as one`;
    reportMessage(file, 'triggers-not-list', reason, place);
  } else {
    const wanted = kind === 'fields' ? 'fields: it was left out' : 'text: its texts were joined';
    reportMessage(file, 'field-type', `Unexpected ${seen} as \`${key}\`, expected ${wanted}`, place);
  }
}

/** Every text in a value; a map's entry is the `key: value` an author forgot to quote. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [`${key}: ${inner}`] : texts(inner),
  );
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
