/** Folders in, a signpost out; what was read is kept for the next time where somebody wants that. */

export { askableOf } from './askable.ts';
export { type BuildSnapshotOptions, type BuiltSnapshot, buildSnapshot } from './build-snapshot.ts';
export { type DropCatalogOptions, dropCatalog } from './drop-catalog.ts';
export { openLiveFolders } from './live-folders.ts';
export { type OpenOptions, openRoots } from './open-roots.ts';
export { type OpenStoreOptions, openStore } from './open-store.ts';
export { type PushStoreOptions, pushStore } from './push-store.ts';
