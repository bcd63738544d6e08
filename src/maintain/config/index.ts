/** What a repository sets in `signpost.config.json`. */

export { findConfig, parseConfig, readConfig } from './read-config.ts';
