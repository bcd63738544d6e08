/** Folders and documents in, a catalog out. The only room that reads references. */

export { type BuiltCatalog, buildCatalog, type CatalogDocument } from './build-catalog.ts';
export { configFilesFor, findConfigFile } from './find-config-file.ts';
export { distinctRoots, findRoots } from './find-roots.ts';
export { baseOf, byCodePoint, folderOf, isIndexFile, isSkillFile, referencePaths } from './layout.ts';
export { resolveLink } from './links.ts';
export { LARGEST_FILE, readRoot } from './read-root.ts';
export { readTriggerEvals } from './trigger-evals.ts';
