/** The tools agents are given over folders. */

import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import { whyNotOf } from '../../maintain/what-if/why-not-of.ts';
import { assembledWith } from '../../session/create/assemble.ts';
import { findReference } from '../../session/create/find-reference.ts';
import { currentOf } from '../../session/create/follower.ts';
import { packableVectors } from '../../session/shipped-vectors.ts';
import { type AgentTool, createToolbox as createTools, type ToolboxOptions } from './toolbox.ts';

/**
 * Make the tools of a signpost, the same for every protocol and framework.
 *
 * @param current
 *   The signpost, or what gives the one of this moment: a call uses one from its start to its end.
 * @param options
 *   What they are made of beside it (optional).
 * @example
 *   const [route] = createToolbox(signpost);
 *   route?.call({ query: 'run dbt Cloud jobs from Dagster' }).text;
 */
export function createToolbox(
  current: Signpost | (() => Signpost),
  options: ToolboxOptions = {},
): readonly AgentTool[] {
  const now = () => currentOf(typeof current === 'function' ? current() : current);
  return createTools(now, { whyNot: whyNotInFolder, ...options });
}

/**
 * Hold the choice of a request against a reference, by what the signpost holds.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_UNKNOWN_REFERENCE`; `SIGNPOST_BAD_OPTION` for a signpost over several folders, or over none.
 * @example
 *   whyNotInFolder(signpost, { query: 'checks in dbt Cloud', reference: 'asset-checks' }).edit?.kind; // 'trigger'
 */
export function whyNotInFolder(
  signpost: Signpost,
  { query, reference }: { readonly query: string; readonly reference: string },
): WhyNot {
  const { catalog, roots } = signpost;
  const { id } = findReference(catalog, reference);
  if (roots.length === 1) {
    const { vectors } = assembledWith(signpost) ?? { vectors: packableVectors() };
    return whyNotOf(signpost, { query, reference: id }, () => vectors?.table());
  }
  throw new SignpostError(
    'SIGNPOST_BAD_OPTION',
    `Unexpected why-not over ${roots.length} roots, expected one: the evidence can be explained without`,
  );
}
