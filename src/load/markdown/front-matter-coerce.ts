/** Fields of the wrong type → the type the author meant, each with a message at its line. */

import type { VFile } from 'vfile';
import { reportMessage } from '../../domain/report-message.ts';

/** As much of a schema's issue as the repair needs. */
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly expected?: string;
}

/** A key at the start of a line, quoted or not. */
const KEY = /^\s*["']?([\w-]+)["']?\s*:/;
const LISTS: ReadonlySet<PropertyKey> = new Set(['triggers', 'examples', 'not_for']);

/**
 * Repair the fields a schema rejected.
 *
 * @param file
 *   The document problems are reported on.
 * @param source
 *   The lines between the fences, for the position of each field.
 * @param raw
 *   What the YAML said.
 * @param issues
 *   What the schema said of it.
 * @returns
 *   A copy with the rejected fields coerced, or left out where nothing can be made of them.
 */
export function coerceFields(file: VFile, source: string, raw: unknown, issues: readonly Issue[]): unknown {
  if (!isMap(raw)) {
    const seen = Array.isArray(raw) ? 'a list' : 'text';
    reportMessage(file, 'front-matter-not-map', `Unexpected front matter, expected fields: it is ${seen}`, {
      line: 1,
      column: 1,
    });
    return {};
  }
  const fields: Record<string, unknown> = { ...raw };
  if (isMap(fields['metadata'])) fields['metadata'] = { ...fields['metadata'] };
  const lineOf = linesOf(source);
  const seen = new Set<string>();
  for (const issue of issues) {
    const nested = issue.path[0] === 'metadata' && issue.path.length > 1;
    const key = String(issue.path[nested ? 1 : 0]);
    if (seen.has(`${nested} ${key}`)) continue;
    seen.add(`${nested} ${key}`);
    const owner = nested ? (fields['metadata'] as Record<string, unknown>) : fields;
    const value = owner[key];
    const coerced = LISTS.has(key) ? texts(value) : key === 'metadata' ? undefined : texts(value).join(' ');
    report(file, lineOf(key, nested), key, value);
    if (coerced === undefined || coerced.length === 0) delete owner[key];
    else owner[key] = coerced;
  }
  return fields;
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

function report(file: VFile, line: number, key: string, value: unknown): void {
  const place = { line: Math.max(line, 1), column: 1 };
  const seen = Array.isArray(value) ? 'list' : isMap(value) ? 'map' : 'text';
  if (LISTS.has(key)) {
    const what = Array.isArray(value) ? 'an item that is not text' : seen === 'text' ? 'text' : `a ${seen}`;
    const reason = `Unexpected ${what} ${Array.isArray(value) ? 'in' : 'as'} \`${key}\`, expected a list of texts: read as one`;
    reportMessage(file, 'triggers-not-list', reason, place);
  } else {
    const wanted = key === 'metadata' ? 'fields: it was left out' : 'text: its texts were joined';
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

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
