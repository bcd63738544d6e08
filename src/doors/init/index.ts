/** Sets agents up from a program, as `signpost init` does. A name listed here is a promise; a test pins the list. */

export { AGENT_NAMES, type AgentName } from './agents.ts';
export { type SettingsChange, type SetUpOptions, setUp } from './set-up.ts';
