/** The tools agents are given, the same for every protocol and framework. */

export {
  type AgentTool,
  createToolbox,
  type HoldAgainst,
  isCallers,
  type ToolAnswer,
  type ToolboxOptions,
} from './toolbox.ts';
