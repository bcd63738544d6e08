/** The toolbox as tools of an MCP server. */

import type { McpServer } from '@modelcontextprotocol/server';
import type { AgentTool, StoreTool } from '../../index.ts';

/** Nothing is written, the same question has the same answer, and what is outside of the roots is not asked. */
const annotations = { readOnlyHint: true, idempotentHint: true, destructiveHint: false, openWorldHint: false };

/**
 * Register tools.
 *
 * @param mcp
 *   The server, before it is connected.
 */
export function registerTools(mcp: McpServer, tools: readonly (AgentTool | StoreTool)[]): void {
  for (const { name, title, description, inputSchema, outputSchema, call } of tools) {
    mcp.registerTool(name, { title, description, inputSchema, outputSchema, annotations }, async (input: unknown) => {
      const { isError, text, structured } = await call(input);
      return {
        isError,
        content: [{ type: 'text', text }],
        ...(structured && { structuredContent: { ...structured } }),
      };
    });
  }
}
