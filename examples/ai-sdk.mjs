/** A tool of signpost with the Vercel AI SDK: `node examples/ai-sdk.mjs`. */
import { generateText, stepCountIs } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';
import { openSignpost } from 'signpost';
import { aiSdkTool } from 'signpost/tools';

const signpost = await openSignpost({ roots: ['references'] });
const prompt = 'We run our models in dbt Cloud and want them in Dagster';

const { text, steps } = await generateText({
  model: standIn(), // openai('…'), anthropic('…')
  prompt,
  tools: { route: aiSdkTool(signpost), read_reference: aiSdkTool(signpost, { tool: 'read_reference' }) },
  stopWhen: stepCountIs(4),
});
for (const { toolCalls } of steps) for (const { toolName, input } of toolCalls) console.log('called', toolName, input);
console.log(text);

/** Calls `route` once, and then repeats what it was told. */
function standIn() {
  const usage = { inputTokens: { total: 0 }, outputTokens: { total: 0 } };
  return new MockLanguageModelV3({
    doGenerate: async ({ prompt: messages }) => {
      const told = messages.at(-1);
      const call = { type: 'tool-call', toolCallId: '1', toolName: 'route', input: JSON.stringify({ query: prompt }) };
      return told.role === 'tool'
        ? {
            content: [{ type: 'text', text: told.content[0].output.value }],
            finishReason: { unified: 'stop' },
            usage,
            warnings: [],
          }
        : { content: [call], finishReason: { unified: 'tool-calls' }, usage, warnings: [] };
    },
  });
}
