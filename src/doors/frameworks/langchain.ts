/** A tool for LangChain and LangGraph, made with the `@langchain/core` of whoever calls. */

import { SignpostError } from '../../domain/signpost-error.ts';
import type { Source } from '../shared/services.ts';
import { pickTool, type ToolChoice } from './pick.ts';

/** As much of a structured tool as can be said without the types of LangChain, which not everybody has. */
export interface LangchainTool {
  readonly name: string;
  readonly description: string;
  invoke(input: unknown, config?: unknown): Promise<unknown>;
}

/**
 * Make a tool of a catalog for LangChain.
 *
 * @param source
 *   An open signpost, or a catalog in a store.
 * @param choice
 *   Which tool (optional; default: `route`).
 * @returns
 *   The tool, a `StructuredToolInterface` of whoever names that type. Its content is the answer in words, its artifact the same for a program.
 * @throws {SignpostError}
 *   `SIGNPOST_PEER_MISSING` where `@langchain/core` is not installed, `SIGNPOST_BAD_OPTION` for a tool there is not; the promise
 *   is rejected.
 * @example
 *   const route = await langchainTool<StructuredToolInterface>(signpost);
 *   const agent = createReactAgent({ llm, tools: [route] });
 */
export async function langchainTool<Tool extends LangchainTool = LangchainTool>(
  source: Source,
  choice: ToolChoice = {},
): Promise<Tool> {
  const { name, description, inputSchema, call } = pickTool(source, choice);
  const { tool } = await langchain();
  const made: LangchainTool = tool(
    async (input: unknown) => {
      const { text, structured } = await call(input);
      return [text, structured];
    },
    { name, description, schema: inputSchema, responseFormat: 'content_and_artifact' },
  );
  return made as Tool;
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
