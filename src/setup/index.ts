/** Setting signpost up in agents. */

export { AGENT_NAMES, type AgentName } from './agents.ts';
export { type SettingsChange, type SetUpOptions, setUp } from './set-up.ts';
