/** Tools of signpost for an API with function calling: `node examples/function-calling.mjs`. */
import { openSignpost } from 'signpost';
import { functionTools } from 'signpost/tools';

const signpost = await openSignpost({ roots: ['references'] });

// The `tools` of a request, and what answers the calls in its response.
const openai = functionTools(signpost, 'openai');
const anthropic = functionTools(signpost, 'anthropic');
const gemini = functionTools(signpost, 'gemini');
console.log(openai.definitions.map(({ function: { name } }) => name).join(', '));
console.log(anthropic.definitions.map(({ name }) => name).join(', '));
console.log(gemini.definitions[0].functionDeclarations.map(({ name }) => name).join(', '));

// Chat Completions give arguments as text, the others as an object: `call` takes either.
const answers = await Promise.all([
  openai.call('route', '{"query":"failing dbt tests as asset checks"}'),
  anthropic.call('read_reference', { id: 'dagster-dbt/asset-checks.md', max_tokens: 200 }),
  gemini.call('read_reference', { id: 'asset-check' }),
]);
for (const answer of answers) console.log(`\n${answer}`);
