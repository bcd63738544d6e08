/** `createSignpost` as people call it: what reads documents is loaded with the first call. */

import type { SourceDocument } from '../domain/reference.ts';
import type { Signpost } from '../domain/signpost.ts';
import type { SignpostOptions } from './create/options.ts';

/**
 * Make a signpost of documents in memory.
 *
 * Reads no document: of the disk only the vectors that ship with the package, when the first request comes and `vectors` gives none.
 * Paths tell the layout, as on disk: a SKILL.md or INDEX.md at the top makes the documents one skill or index, otherwise every folder
 * with a SKILL.md is a skill.
 *
 * @param documents
 *   Markdown files; of two with one path the first is read, with a message. No document gives a catalog without references, in which
 *   every request abstains.
 * @param options
 *   Defaults for requests (optional).
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_DOCUMENT` when a document is not `{ path, text }`, `SIGNPOST_BAD_OPTION` when an option is out of
 *   range; the promise is rejected. What is wrong inside a document is in `messages` instead.
 * @example
 *   const text = '# dbt Cloud\n\nJobs that run in dbt Cloud.';
 *   const signpost = await createSignpost([{ path: 'dbt-cloud.md', text }]);
 *   signpost.route('dbt cloud').references[0]?.id; // 'dbt-cloud.md'
 */
export async function createSignpost(
  documents: readonly SourceDocument[],
  options: SignpostOptions = {},
): Promise<Signpost> {
  // As they are now, whatever the caller does with the list meanwhile.
  const given = Array.isArray(documents) ? [...documents] : documents;
  const { buildSignpost } = await import('./build-signpost.ts');
  return buildSignpost(given, options);
}
