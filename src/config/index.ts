/** What a repository sets in `signpost.config.json`. */

export { type FoundConfig, findConfig, parseConfig, readConfig, readConfigFile } from './read-config.ts';
