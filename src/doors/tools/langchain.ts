/** A tool for LangChain and LangGraph, made with the `@langchain/core` of whoever calls. */

import type { StructuredToolInterface } from '@langchain/core/tools';
import { type Signpost, SignpostError } from '../../index.ts';
import { pickTool, type ToolChoice } from './pick.ts';

/**
 * Make a tool of a signpost for LangChain.
 *
 * @param signpost
 *   An open one.
 * @param choice
 *   Which tool (optional; default: `route`).
 * @returns
 *   The tool. Its content is the answer in words, its artifact the same for a program.
 * @throws {SignpostError}
 *   `SIGNPOST_PEER_MISSING` where `@langchain/core` is not installed, `SIGNPOST_BAD_OPTION` for a tool there is not; the promise
 *   is rejected.
 * @example
 *   const agent = createReactAgent({ llm, tools: [await langchainTool(signpost)] });
 */
export async function langchainTool(signpost: Signpost, choice: ToolChoice = {}): Promise<StructuredToolInterface> {
  const { name, description, inputSchema, call } = pickTool(signpost, choice);
  const { tool } = await langchain();
  return tool(
    (input: unknown) => {
      const { text, structured } = call(input);
      return [text, structured];
    },
    { name, description, schema: inputSchema, responseFormat: 'content_and_artifact' },
  );
}

async function langchain(): Promise<typeof import('@langchain/core/tools')> {
  try {
    return await import('@langchain/core/tools');
  } catch (cause) {
    throw new SignpostError('SIGNPOST_PEER_MISSING', 'Cannot load `@langchain/core`, expected it beside signpost', {
      cause,
    });
  }
}
