/** Servers: a port, who may ask, and a store that answers. Shared by the doors that listen. */

export { type ListenOptions, listen } from './listen.ts';
export { reachable } from './reachable.ts';
