/**
 * The HTTP API in a worker at the edge: Cloudflare Workers, or its runtime `workerd` on a machine of one's own.
 *
 * `catalog.pack` and `vectors.bin` come from `await packSignpost(await openSignpost({ roots: ['skills'] }))`, and are uploaded beside
 * this file as data modules. Whoever knows the address of the worker may ask it: put an access rule before it where that matters.
 */
import { openPack } from 'signpost/browser';
import { createHandler } from 'signpost/edge';
import pack from './catalog.pack';
import vectors from './vectors.bin';

const signpost = openPack(new Uint8Array(pack), { vectors: new Uint8Array(vectors) });

export default { fetch: createHandler(signpost) };
