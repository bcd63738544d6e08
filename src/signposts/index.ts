/** Signposts as people make them: of documents, of folders as they are or will be; what else they are given for, in bytes. */

export { createToolbox, whyNotInFolder } from './folder-toolbox.ts';
export { type Change, type FollowOptions, followSignpost, type LiveSignpost } from './follow.ts';
export { type OpenOptions, openSignpost } from './open-signpost.ts';
export { type PackedSignpost, packSignpost } from './pack-signpost.ts';
export { rootMessagesOf, tellRootMessages } from './root-messages.ts';
export { createSignpost, type ParsedTrees, parseTrees } from './signpost.ts';
