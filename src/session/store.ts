/** Catalogs in PostgreSQL: pushed by one, asked by many. A name listed here is a promise; a test pins the list. */

export type { DropResult, PushProgress, PushResult } from '../domain/push-result.ts';
export type {
  ListedCatalog,
  ListedReference,
  ListOptions,
  ReferencePage,
  StoredSignpost,
  StoredVersion,
} from '../domain/stored-signpost.ts';
export { type DropCatalogOptions, dropCatalog } from './drop-catalog.ts';
export { type OpenStoreOptions, openStore } from './open-store.ts';
export { type PushStoreOptions, pushStore } from './push-store.ts';
