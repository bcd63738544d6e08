/** A listing of skills for a system prompt, within a budget: `node examples/system-prompt.mjs`. */
import { openSignpost } from 'signpost';
import { catalogPrompt } from 'signpost/tools';

const signpost = await openSignpost({ roots: ['references'] });
console.log(catalogPrompt(signpost, { maxTokens: 600, query: 'failing dbt tests' }));
