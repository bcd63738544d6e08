/** Tools for models: the toolbox over folders or a store, and as the Vercel AI SDK, LangChain, OpenAI, Anthropic and Gemini take tools. */

export type { ToolAnswer } from '../shared/answers.ts';
export type { ToolboxOptions } from '../shared/tool.ts';
export { type AgentTool, createToolbox } from '../shared/toolbox.ts';
export { type AiSdkTool, aiSdkTool } from './ai-sdk.ts';
export { type CatalogPromptOptions, catalogPrompt } from './catalog-prompt.ts';
export {
  type AnthropicTool,
  type FunctionTools,
  functionTools,
  type GeminiTool,
  type JsonSchema,
  type OpenAiTool,
} from './function-tools.ts';
export { type LangchainTool, langchainTool } from './langchain.ts';
