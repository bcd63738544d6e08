/** What can be asked → a signpost; the one a following signpost is at a moment; edits tried on one. Runs in a browser. */

export { type Askable, assemble, assembledWith } from './assemble.ts';
export { createFollower, momentOf } from './follower.ts';
export { holdAgainst, type WhyNotQuestion } from './hold-against.ts';
