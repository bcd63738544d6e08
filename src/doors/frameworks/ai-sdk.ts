/** A tool for the Vercel AI SDK: nothing of it is imported, since its tools are plain objects with a schema. */

import type { ToolAnswer } from '../shared/answers.ts';
import type { Source } from '../shared/services.ts';
import type { AgentTool } from '../shared/toolbox.ts';
import { pickTool, type ToolChoice } from './pick.ts';

/** What `generateText`, `streamText` and agents of the AI SDK take under `tools`. */
export interface AiSdkTool {
  readonly description: string;
  readonly inputSchema: AgentTool['inputSchema'];
  readonly execute: (input: unknown) => Promise<AiSdkAnswer>;
  readonly toModelOutput: (answer: { readonly output: AiSdkAnswer }) => { type: 'text' | 'error-text'; value: string };
}

/** What the program sees of a call; the model reads `text` alone. */
type AiSdkAnswer = Pick<ToolAnswer, 'isError' | 'text'> & Partial<Pick<ToolAnswer, 'structured'>>;

/**
 * Make a tool of a catalog for the AI SDK.
 *
 * @param source
 *   An open signpost, or a catalog in a store.
 * @param choice
 *   Which tool (optional; default: `route`).
 * @returns
 *   The tool. A wrong call is an answer that says so: nothing is thrown into the loop of an agent.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for a tool there is not.
 * @example
 *   await generateText({ model, prompt, tools: { route: aiSdkTool(signpost) } });
 */
export function aiSdkTool(source: Source, choice: ToolChoice = {}): AiSdkTool {
  const { description, inputSchema, call } = pickTool(source, choice);
  return {
    description,
    inputSchema,
    async execute(input) {
      // For a model, which reads the text, and for the program it is of: no more than the type names.
      const { isError, text, structured } = await call(input);
      return { isError, text, ...(structured && { structured }) };
    },
    toModelOutput: ({ output: { isError, text } }) => ({ type: isError ? 'error-text' : 'text', value: text }),
  };
}
