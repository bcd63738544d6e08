/** What doors are made over → what gives the service that answers a request. */

import type { Signpost } from '../../domain/signpost.ts';
import type { StoredSignpost } from '../../domain/stored-signpost.ts';
import { currentOf } from '../../session/create/follower.ts';
import { localService, type Maintenance } from './local-service.ts';
import type { SignpostService } from './signpost-service.ts';
import { storedService } from './stored-service.ts';

/** What doors are made over: a signpost, or what gives the one of this moment, or a catalog in a store. */
export type Source = Signpost | (() => Signpost) | StoredSignpost;

/**
 * Make what gives the service of each request.
 *
 * @param source
 *   What is asked. A call of a door takes one service, from its start to its end.
 * @param maintenance
 *   How those are answered who keep the documents (optional).
 * @returns
 *   Gives the service of now: the same as long as it is the same signpost, or always the same of a store.
 */
export function servicesOf(source: Source, maintenance: Maintenance = {}): () => SignpostService {
  if ('atOnce' in source) {
    const service = storedService(source);
    return () => service;
  }
  let last: SignpostService | undefined;
  return () => {
    const signpost = currentOf(typeof source === 'function' ? source() : source);
    if (last?.signpost !== signpost) last = localService(signpost, maintenance);
    return last;
  };
}
