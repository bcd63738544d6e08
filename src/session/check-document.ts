/** A document as a caller gives it, or a `SignpostError` that says what is wrong. */

import type { SourceDocument } from '../domain/reference.ts';
import { SignpostError } from '../domain/signpost-error.ts';

/** @throws {SignpostError} `SIGNPOST_BAD_DOCUMENT`. */
export function checkDocument(document: SourceDocument): void {
  const { path, text, root = '' } = document ?? {};
  if (typeof path === 'string' && path !== '' && typeof text === 'string' && typeof root === 'string') return;
  throw new SignpostError('SIGNPOST_BAD_DOCUMENT', 'Unexpected document, expected `{ path, text }` with a path');
}
