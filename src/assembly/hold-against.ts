/** Why a signpost does not choose a reference: of the catalog it holds, wherever that came from. */

import type { Signpost } from '../contracts/signpost.ts';
import type { WhyNot } from '../contracts/why-not.ts';
import type { WordVectors } from '../retrieve/index.ts';
import { type CatalogRouter, createCatalogRouter, once } from '../route/index.ts';
import { explainWhyNot, type Tried } from '../trials/index.ts';
import { assembledWith } from './assemble.ts';

/** What to hold a choice against. */
export interface WhyNotQuestion {
  readonly query: string;
  /** The reference asked about: its id, path or name. */
  readonly reference: string;
}

/** What edits of a signpost are tried on. */
const grounds = new WeakMap<Signpost, Tried>();

/**
 * Hold the choice of a request against a reference, while others wait.
 *
 * @param signpost
 *   Decides as it does for everybody, with its own settings.
 * @param question
 *   The request, and the reference.
 * @param vectors
 *   What it compares by.
 * @throws {SignpostError}
 *   `SIGNPOST_UNKNOWN_REFERENCE`.
 */
export function holdAgainst(
  signpost: Signpost,
  question: WhyNotQuestion,
  vectors: () => WordVectors | undefined,
): WhyNot {
  const tried = grounds.get(signpost) ?? triedOf(signpost, vectors);
  grounds.set(signpost, tried);
  return explainWhyNot(tried, { ...question, isWaitedFor: true });
}

function triedOf(signpost: Signpost, vectors: () => WordVectors | undefined): Tried {
  const { catalog, route } = signpost;
  const settings = assembledWith(signpost)?.defaults ?? {};
  // Only for edits: of a catalog that is too large for them none is made.
  const editable = once((): CatalogRouter => createCatalogRouter(catalog, vectors));
  return {
    catalog,
    router: {
      route,
      withTrigger: (id, trigger) => editable().withTrigger(id, trigger),
      withBranch: (branch) => editable().withBranch(branch),
    },
    settings,
    vectors,
  };
}
