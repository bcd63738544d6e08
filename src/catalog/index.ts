/** Folders and documents in, a catalog out. The only room that reads references. */

export { type BuiltCatalog, buildCatalog, type CatalogDocument } from './build-catalog.ts';
export { type CopiedPiece, type Original, type Originals, originalsIn, type Piece, piecesOf } from './copies.ts';
export { type Disk, rememberDisk } from './disk.ts';
export { configFilesFor, findConfigFile } from './find-config-file.ts';
export { distinctRoots, findRoots } from './find-roots.ts';
export { IGNORE_FILES } from './ignore-rules.ts';
export { baseOf, byCodePoint, folderOf, isIndexFile, isSkillFile, referencePaths } from './layout.ts';
export { createLinkTest, linkedFolderOf } from './linked-skills.ts';
export { resolveLink } from './links.ts';
export { createParseCache } from './parse-cache.ts';
export { foldersBelow, readRoot } from './read-root.ts';
export { LARGEST_FILE, readText } from './read-text.ts';
export { readTriggerEvals } from './trigger-evals.ts';
