/** Snapshots: a catalog in bytes on disk, used as long as what it was made from is as it was. */

export { type ReadSnapshot, readSnapshot, writeSnapshot } from './file.ts';
export { identify, isOf } from './identity.ts';
export { cacheFolder, codePath, type NamedRoot, noteUse, snapshotPath, sweep } from './place.ts';
export { checkSources, type SourcePaths, stampSources } from './sources.ts';
export { openWithoutWaiting, whyNotOurs, writeWhole } from './whole-file.ts';
