/** What writes and judges documents. */

export { type GenerateIndexOptions, generateIndex } from './index-blocks/generate-index.ts';
export { readRuleHelp } from './lint/help-page.ts';
export { type LintOptions, lint } from './lint/lint.ts';
export { type SuggestOptions, suggest } from './suggest/suggest.ts';
export { type WhyNotOptions, whyNot } from './suggest/why-not.ts';
export { FOLLOW_MEANS, type FollowMeans, followRoots } from './watch/follow-roots.ts';
export { tell } from './watch/tell.ts';
export { type WatchOptions, watchRoots } from './watch/watch-roots.ts';
