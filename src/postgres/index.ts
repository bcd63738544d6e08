/** A catalog in PostgreSQL: pushed version by version, asked by any number of machines. Loaded only where a store is used. */

export { connect } from './connect.ts';
export { dropRows } from './drop.ts';
export { pushCatalog } from './push-catalog.ts';
export type { Sql } from './sql.ts';
export { createStoredSignpost } from './stored-signpost.ts';
