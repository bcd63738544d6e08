/** The toolbox as tools of an MCP server. */

import { type CallToolResult, type McpServer, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { printable } from '../../text/printable.ts';
import type { AgentTool } from '../shared/toolbox.ts';

/** Nothing is written, the same question has the same answer, and what is outside of the roots is not asked. */
const annotations = { readOnlyHint: true, idempotentHint: true, destructiveHint: false, openWorldHint: false };

/** Characters of a name that is none, as it is repeated. */
const LONGEST_NAME = 100;

/**
 * Register tools.
 *
 * @param mcp
 *   The server, before it is connected.
 */
export function registerTools(mcp: McpServer, tools: readonly AgentTool[]): void {
  const byName = new Map<string, (input: unknown) => Promise<CallToolResult>>();
  for (const { name, title, description, inputSchema, outputSchema, call } of tools) {
    const answer = async (input: unknown): Promise<CallToolResult> => {
      const { isError, text, shown } = await call(input);
      return {
        isError,
        content: [{ type: 'text', text }],
        // Many clients hand this to the model, and not the text.
        ...(shown && { structuredContent: { ...shown } }),
      };
    };
    byName.set(name, answer);
    mcp.registerTool(name, { title, description, inputSchema, outputSchema, annotations }, answer);
  }
  // The server looks names up in an object, where every name of `Object.prototype` is one: here there are ours, and no other.
  mcp.server.setRequestHandler('tools/call', async ({ params: { name, arguments: input } }) => {
    const answer = byName.get(name);
    if (answer) return answer(input);
    const expected = [...byName.keys()].join(', ');
    const reason = `Tool \`${printable(name.slice(0, LONGEST_NAME))}\` not found, expected one of ${expected}`;
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, reason);
  });
}
