/** Servers: a port, and who may ask. Shared by the doors that listen. */

export { type ListenOptions, listen } from './listen.ts';
