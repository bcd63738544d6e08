/** The tools agents are given, the same for every protocol and framework. */

export { isCallers } from './answers.ts';
export { createStoreToolbox, type StoreTool, type StoreToolboxOptions } from './store-toolbox.ts';
export {
  type AgentTool,
  createToolbox,
  type HoldAgainst,
  type ToolAnswer,
  type ToolboxOptions,
} from './toolbox.ts';
export { TOOLS } from './tools.ts';
