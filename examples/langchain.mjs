/** A tool of signpost with LangChain: `node examples/langchain.mjs`. */
import { openSignpost } from 'signpost';
import { langchainTool } from 'signpost/tools';

const signpost = await openSignpost({ roots: ['references'] });
const route = await langchainTool(signpost);

// An agent takes it under `tools`; a model with `bindTools([route])` makes calls such as this one.
const call = { type: 'tool_call', id: '1', name: route.name, args: { query: 'failing dbt tests as asset checks' } };
const { content, artifact } = await route.invoke(call);
console.log(content);
console.log(artifact.decision, artifact.references[0].id);
