/** All tools, in the order in which they are listed. */

import { explainTool } from './explain.ts';
import { listReferencesTool } from './list-references.ts';
import { readReferenceTool } from './read-reference.ts';
import { routeTool } from './route.ts';

export const TOOLS = [routeTool, readReferenceTool, listReferencesTool, explainTool] as const;

/** What a tool is called. */
export type ToolName = (typeof TOOLS)[number]['name'];
