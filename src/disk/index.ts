/** The disk: files and folders that may be strangers' read with care, files written whole. The only room that writes. */

export { type BadByte, describeBadByte, firstBadByte } from './bad-byte.ts';
export { codeOf } from './code-of.ts';
export { finishRuns } from './journal.ts';
export { makeOwnFolder, whyFolderNotOurs, whyNotOurs } from './own-folder.ts';
export { FileRefused, readFile } from './read-file.ts';
export { FileChanged, replaceFiles } from './replace-files.ts';
export { discard, writeFile } from './write-file.ts';
