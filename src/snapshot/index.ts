/** Snapshots: a catalog in bytes on disk, used as long as what it was made from is as it was. */

export { type CacheFolder, cacheFolder } from './cache-folder.ts';
export { type DiskClock, openDiskClock } from './disk-clock.ts';
export { makeFolderOf, type ReadSnapshot, readSnapshot, type SnapshotFile, writeSnapshot } from './file.ts';
export { identify, isOf } from './identity.ts';
export { type NamedRoot, noteUse, snapshotPlace, sweep } from './place.ts';
export { checkSources, type SourcePaths, stampSources } from './sources.ts';
