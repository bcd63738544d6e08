/** Documents in memory → a signpost, with what reads documents at hand. */

import { checkKeys } from '../domain/check-options.ts';
import type { SourceDocument } from '../domain/reference.ts';
import type { Signpost } from '../domain/signpost.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { buildCatalog } from '../load/catalog/build-catalog.ts';
import { outlineOf } from '../load/markdown/outline.ts';
import { createMemoryIndex } from '../storage/memory/memory-index.ts';
import { checkDocument } from './check-document.ts';
import { assemble } from './create/assemble.ts';
import { SIGNPOST_OPTIONS, type SignpostOptions } from './create/options.ts';
import { wantedVectors } from './shipped-vectors.ts';

/** As `createSignpost`, at once. */
export function buildSignpost(documents: readonly SourceDocument[], options: SignpostOptions = {}): Signpost {
  if (!Array.isArray(documents)) {
    throw new SignpostError('SIGNPOST_BAD_DOCUMENT', 'Unexpected documents, expected a list of `{ path, text }`');
  }
  for (const document of documents) checkDocument(document);
  checkKeys(options, SIGNPOST_OPTIONS);
  return assemble(
    (vectors) => createMemoryIndex({ ...buildCatalog(documents), outlineOf }, vectors),
    wantedVectors(options),
    [],
    options,
  );
}
