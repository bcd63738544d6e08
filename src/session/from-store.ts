/** A catalog in PostgreSQL: pushed version by version, asked by any number of machines. Loaded only where a store is used. */

export { connect } from '../storage/postgres/connect.ts';
export { dropRows } from '../storage/postgres/drop.ts';
export { pushCatalog } from '../storage/postgres/push-catalog.ts';
export { createStoredSignpost } from './stored-signpost.ts';
