/** The tools agents are given: each is a question to a catalog, and its answer in words a model can act on. */

import type { ToolAnswer } from './answers.ts';
import { type Source, servicesOf } from './services.ts';
import type { ToolboxOptions, ToolDescription } from './tool.ts';
import { TOOLS, type ToolName } from './tools/all.ts';
import { whyNotInFolder } from './why-not-in-folder.ts';

/** A tool. */
export interface AgentTool extends ToolDescription<ToolName> {
  /**
   * Call it.
   *
   * @param input
   *   Anything: what `inputSchema` does not let through is an answer that says so. The promise is never rejected.
   */
  call(input: unknown): Promise<ToolAnswer>;
}

/**
 * Make the tools of a catalog, the same for every protocol and framework.
 *
 * @param source
 *   A signpost, or what gives the one of this moment, or a catalog in a store: a call uses one from its start to its end.
 * @param options
 *   What they are made of beside it (optional).
 * @example
 *   const [route] = createToolbox(signpost);
 *   (await route?.call({ query: 'run dbt Cloud jobs from Dagster' }))?.text;
 */
export function createToolbox(source: Source, options: ToolboxOptions = {}): readonly AgentTool[] {
  const now = servicesOf(source, { whyNot: whyNotInFolder });
  return TOOLS.map(({ call, ...description }) => ({
    ...description,
    async call(input) {
      const { explanation: _, ...answer } = await call(now, input, options);
      return answer;
    },
  }));
}
