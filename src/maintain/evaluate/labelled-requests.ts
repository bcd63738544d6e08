/** JSON lines → labelled requests. */

import type { LabelledRequest } from '../../domain/labelled-request.ts';
import { SignpostError } from '../../domain/signpost-error.ts';

/**
 * Parse labelled requests.
 *
 * Pure.
 *
 * @param text
 *   One JSON object a line: `query`, and `expected` (a list of references, `[]` for none of them, `null` or absent
 *   when only `not` is known), `acceptable`, `not`, `id`. Blank lines are skipped.
 * @param path
 *   What to call the file in errors.
 * @returns
 *   The requests in order; none for an empty text.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_INPUT`, with the line that is not such an object.
 * @example
 *   parseLabelledRequests('{"query":"expired key","expected":["keys.md"]}', 'requests.jsonl').length; // 1
 */
export function parseLabelledRequests(text: string, path: string): LabelledRequest[] {
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, `${path}:${index + 1}`)]));
}

function parseLine(line: string, place: string): LabelledRequest {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (cause) {
    throw bad(place, 'line that is no JSON', cause);
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw bad(place, 'line that is no object');
  const { id, query, expected = null, acceptable = [], not = [] } = row as Record<string, unknown>;
  if (typeof query !== 'string') throw bad(place, 'line without a `query`');
  if (expected !== null && !isTexts(expected)) throw bad(place, '`expected` that is no list of references');
  if (!isTexts(acceptable)) throw bad(place, '`acceptable` that is no list of references');
  if (!isTexts(not)) throw bad(place, '`not` that is no list of references');
  return { ...(typeof id === 'string' && { id }), query, expected, acceptable, not };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function bad(place: string, seen: string, cause?: unknown): SignpostError {
  const reason = `Unexpected ${seen} in ${place}, expected a JSON object with \`query\` and \`expected\``;
  return new SignpostError('SIGNPOST_BAD_INPUT', reason, cause === undefined ? undefined : { cause });
}
