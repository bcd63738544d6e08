/** The disk: files and folders that may be strangers' read with care, files written whole. The only room that writes. */

export { appendLine } from './append-line.ts';
export { describeBadByte, firstBadByte } from './bad-byte.ts';
export { codeBehind, codeOf } from './code-of.ts';
export { finishRuns } from './journal.ts';
export { leadsOut } from './leads-out.ts';
export { listFolder } from './list-folder.ts';
export { readOwnFile } from './own-file.ts';
export { makeOwnFolder, whyFolderNotOurs, whyNotOurs } from './own-folder.ts';
export { packageTop } from './package-top.ts';
export { startOf } from './process-start.ts';
export { FileRefused, openFile, type ReadFile, readFile } from './read-file.ts';
export { readPieces } from './read-pieces.ts';
export { FileChanged, type Replacement, replaceFiles } from './replace-files.ts';
export { foldersToTop, homeOf, isInside } from './repository.ts';
export { stateFolder } from './state-folder.ts';
export { discard, isStagedName, stageFile, writeFile } from './write-file.ts';
