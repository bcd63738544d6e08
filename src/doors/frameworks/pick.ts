/** One tool of the toolbox. */

import { SignpostError } from '../../domain/signpost-error.ts';
import type { Source } from '../shared/services.ts';
import { type AgentTool, createToolbox } from '../shared/toolbox.ts';

/** Which tool a maker makes. */
export interface ToolChoice {
  /** Its name (default: `route`). */
  readonly tool?: AgentTool['name'];
}

/**
 * Pick a tool.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for a name that is none.
 */
export function pickTool(source: Source, { tool: wanted = 'route' }: ToolChoice): AgentTool {
  const tools = createToolbox(source);
  const tool = tools.find(({ name }) => name === wanted);
  if (tool) return tool;
  const expected = tools.map(({ name }) => name).join(', ');
  throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected tool \`${String(wanted)}\`, expected one of ${expected}`);
}
