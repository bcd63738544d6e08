/** Which build this is: what one build keeps is of no use to another, whose analysis may be different. */

/** Set by `scripts/build.mjs`, from everything in `src`. */
declare const SIGNPOST_BUILD: string | undefined;

/** The digest of the sources this was built from; `source` where they run unbuilt. */
export const BUILD_ID: string = typeof SIGNPOST_BUILD === 'string' ? SIGNPOST_BUILD : 'source';
