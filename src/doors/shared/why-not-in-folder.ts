/** Holds the choice of a request against a reference, where a signpost was opened from a folder. */

import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import type { HeldAgainst } from '../../maintain/what-if/why-not.ts';
import { whyNotOf } from '../../maintain/what-if/why-not-of.ts';
import { assembledWith } from '../../session/create/assemble.ts';
import { findReference } from '../../session/create/find-reference.ts';
import { packableVectors } from '../../session/shipped-vectors.ts';

/**
 * Hold the choice of a request against a reference, by what the signpost holds: no document is read again.
 *
 * @param held
 *   The request, and the reference. Others wait for the answer unless it says otherwise.
 * @throws {SignpostError}
 *   `SIGNPOST_UNKNOWN_REFERENCE`; `SIGNPOST_BAD_OPTION` for a signpost over several folders, or over none.
 * @example
 *   whyNotInFolder(signpost, { query: 'checks in dbt Cloud', reference: 'asset-checks' }).edit?.kind; // 'trigger'
 */
export function whyNotInFolder(signpost: Signpost, { reference, isWaitedFor = true, ...held }: HeldAgainst): WhyNot {
  const { catalog, roots } = signpost;
  const { id } = findReference(catalog, reference);
  if (roots.length === 1) {
    const { vectors } = assembledWith(signpost) ?? { vectors: packableVectors() };
    return whyNotOf(signpost, { ...held, reference: id, isWaitedFor }, () => vectors?.table());
  }
  throw new SignpostError(
    'SIGNPOST_BAD_OPTION',
    `Unexpected why-not over ${roots.length} roots, expected one: the evidence can be explained without`,
  );
}
