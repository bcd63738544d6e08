/** Why a signpost does not choose a reference: of the catalog it holds, wherever that came from. */

import type { Signpost } from '../../domain/signpost.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { assembledWith } from '../../session/create/assemble.ts';
import { createWhatIf, type WhatIf } from './what-if.ts';
import { explainWhyNot, type HeldAgainst } from './why-not.ts';

/** What to hold a choice against. */
export interface WhyNotQuestion {
  readonly query: string;
  /** The reference asked about: its id, path or name. */
  readonly reference: string;
}

/** What edits of a signpost are tried on. */
const grounds = new WeakMap<Signpost, WhatIf>();

/**
 * Hold the choice of a request against a reference.
 *
 * @param signpost
 *   Decides as it does for everybody, with its own settings.
 * @param held
 *   The request, the reference, and whether others wait.
 * @param vectors
 *   What it compares by.
 * @throws {SignpostError}
 *   `SIGNPOST_UNKNOWN_REFERENCE`.
 */
export function whyNotOf(signpost: Signpost, held: HeldAgainst, vectors: () => WordVectors | undefined): WhyNot {
  const tried = grounds.get(signpost) ?? whatIfOf(signpost, vectors);
  grounds.set(signpost, tried);
  return explainWhyNot(tried, held);
}

function whatIfOf(signpost: Signpost, vectors: () => WordVectors | undefined): WhatIf {
  const { catalog, route } = signpost;
  const settings = assembledWith(signpost)?.defaults ?? {};
  return { ...createWhatIf(catalog, settings, vectors), route };
}

/**
 * Explain why a request leads where it does, and not to another reference: `whyNot` of the library, of a catalog in memory.
 *
 * @param signpost
 *   From `openPack`.
 * @param question
 *   The request, and the reference. Edits are tried in a catalog of up to 250 references with up to 1,000 phrases of triggers and
 *   examples: a page or a worker does nothing else meanwhile.
 * @throws {SignpostError}
 *   `SIGNPOST_UNKNOWN_REFERENCE` when the catalog does not hold the reference.
 * @example
 *   whyNot(signpost, { query: 'checks in dbt Cloud', reference: 'asset-checks' }).edit?.kind; // 'trigger'
 */
export function whyNot(signpost: Signpost, question: WhyNotQuestion): WhyNot {
  return whyNotOf(signpost, { ...question, isWaitedFor: true }, () => assembledWith(signpost)?.vectors?.table());
}
