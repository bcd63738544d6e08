/** What a repository sets in `signpost.config.json`. */

export { type FoundConfig, findConfig, parseConfig, readConfig, readRouteSettings } from './read-config.ts';
