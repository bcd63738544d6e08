/** A pack → a signpost over it. Nothing here needs a disk. */

import { badOption, checkKeys } from '../../domain/check-options.ts';
import type { RouteOptions } from '../../domain/decision.ts';
import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { WantedVectors } from '../../search/vectors/wanted-vectors.ts';
import { decodeWordVectors } from '../../search/vectors/word-vectors.ts';
import type { Sections } from '../../storage/pack/container.ts';
import { openPack as openSections } from '../../storage/pack/open-pack.ts';
import { checksum, unseal } from '../../storage/pack/seal.ts';
import { isMadeWith } from '../../storage/pack/vectors.ts';
import { assemble } from './assemble.ts';
import { checkRouteOptions, SIGNPOST_OPTIONS, type SignpostOptions } from './options.ts';

/** How to open a pack. */
export interface OpenPackOptions extends SignpostOptions {
  /** Whether meaning counts beside words (default: as for the signpost that was packed). */
  readonly semantic?: boolean;
  /**
   * The word vectors the pack was made with, as `packSignpost` gave them or `signpost/vectors` has them (default: none; where
   * meaning counts decisions then say in `degraded` that they are made by words alone).
   */
  readonly vectors?: Uint8Array;
}

/**
 * Open a pack.
 *
 * Reads nothing else and asks nobody: the bytes are all there is.
 *
 * @param bytes
 *   What `packSignpost` gave.
 * @param options
 *   The vectors, and defaults for requests (optional).
 * @returns
 *   A signpost that decides as the one it was packed from, bit for bit.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_PACK` when the bytes are no pack of this version, or the vectors are not those it was made with;
 *   `SIGNPOST_BAD_OPTION` when an option is out of range.
 * @example
 *   const [pack, vectors] = await Promise.all(['catalog.pack', 'vectors.bin'].map(fetchBytes));
 *   const signpost = openPack(pack, { vectors });
 *   signpost.route('run dbt Cloud jobs from Dagster').references[0]?.id;
 */
export function openPack(bytes: Uint8Array, options: OpenPackOptions = {}): Signpost {
  checkKeys(options, SIGNPOST_OPTIONS);
  const { vectors: file } = options;
  const sections = bytes instanceof Uint8Array ? unseal(bytes) : undefined;
  if (!sections) throw badPack();
  if (file !== undefined && !(file instanceof Uint8Array)) throw badOption('vectors', file, 'bytes');
  const table = file && decodeWordVectors(file);
  if (file && !(table && isMadeWith(sections, table) && isWhole(sections, file))) {
    throw new SignpostError('SIGNPOST_BAD_PACK', 'Unexpected vectors, expected those the pack was made with');
  }
  const { settings, isSemantic } = settingsIn(sections);
  const { semantic = isSemantic } = options;
  const vectors: WantedVectors = {
    table: () => table,
    bytes: () => file,
    lack: () => (table ? undefined : sections.has('vectors') ? NOT_GIVEN : PACKED_WITHOUT),
  };
  const open = (load: WantedVectors['table'] | undefined) => {
    try {
      return openSections(sections, load);
    } catch (cause) {
      throw badPack(cause);
    }
  };
  return assemble(open, semantic ? vectors : undefined, [], { ...options, semantic }, settings);
}

const NOT_GIVEN =
  'Chosen by words alone: the pack was opened without `vectors`; pass those that `packSignpost` gave, or set `semantic: false`';
const PACKED_WITHOUT =
  'Chosen by words alone: the pack was made where the word vectors were missing; pack it where they are, or set `semantic: false`';

/** Whether the bytes of vectors are those the pack was made with: changed numbers decode all the same. */
function isWhole(sections: Sections, file: Uint8Array): boolean {
  try {
    return sections.uint32('vectors.sum')[0] === checksum(file);
  } catch (cause) {
    throw badPack(cause);
  }
}

/** The settings of the signpost that was packed, and whether meaning counted. */
function settingsIn(sections: Sections): { readonly settings: RouteOptions; readonly isSemantic: boolean } {
  try {
    const settings = checkRouteOptions(sections.json('settings') as RouteOptions);
    return { settings, isSemantic: sections.json('semantic') !== false };
  } catch (cause) {
    throw badPack(cause);
  }
}

function badPack(cause?: unknown): SignpostError {
  const reason = 'Unexpected bytes, expected a pack made by this version of signpost, whole and unchanged';
  return new SignpostError('SIGNPOST_BAD_PACK', reason, { cause });
}
