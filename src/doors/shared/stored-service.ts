/** A catalog in a store → what answers the requests of doors. */

import type { StoredSignpost, StoredVersion } from '../../domain/stored-signpost.ts';
import { beginningOf } from '../../session/create/find-reference.ts';
import { printable } from '../../text/printable.ts';
import { refuse, type SignpostService } from './signpost-service.ts';

/** Ids that are looked at for one that was given as it was shown. */
const MOST_LOOKED_AT = 1000;

/**
 * Make the service of a catalog in a store.
 *
 * @returns
 *   Answers all requests; `whyNot` and `lint` by an error, as the documents are elsewhere.
 */
export function storedService(stored: StoredSignpost): SignpostService {
  return { ...serviceOf(stored), atOnce: (ask) => stored.atOnce((version) => ask(serviceOf(version))) };
}

function serviceOf(version: StoredVersion): SignpostService {
  const service: SignpostService = {
    ...version,
    atOnce: (ask) => ask(service),
    idOf: (called) => idIn(version, called),
    whyNot: refuse('why-not over a store, expected the folder itself: explain alone shows the evidence'),
    lint: refuse('lint over a store, expected the folder itself'),
  };
  return service;
}

/** The id itself, or the one that is shown so: where one alone is, among the first that begin so. */
async function idIn({ find, list }: StoredVersion, called: string): Promise<string> {
  const under = beginningOf(called);
  if (under === undefined || (await find(called))) return called;
  const { references } = await list({ under, limit: MOST_LOOKED_AT });
  const [shown, ...others] = references.filter(({ id }) => printable(id) === called);
  return shown && others.length === 0 ? shown.id : called;
}
