import { generateText, stepCountIs } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';
import { expect, it } from 'vitest';
import { aiSdkTool } from '../../../src/doors/frameworks/index.ts';
import { skills } from './skills.ts';

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 1, text: 1, reasoning: 0 },
};

/** A model that calls a tool, and then says what it was told. */
function callsOnce(toolName: string, input: object): MockLanguageModelV3 {
  let steps = 0;
  return new MockLanguageModelV3({
    doGenerate: async ({ prompt }) => {
      steps++;
      if (steps === 1) {
        return {
          content: [{ type: 'tool-call', toolCallId: '1', toolName, input: JSON.stringify(input) }],
          finishReason: { unified: 'tool-calls', raw: 'tool_calls' },
          usage,
          warnings: [],
        };
      }
      return {
        content: [{ type: 'text', text: JSON.stringify(prompt.at(-1)) }],
        finishReason: { unified: 'stop', raw: 'stop' },
        usage,
        warnings: [],
      };
    },
  });
}

it('is called by generateText, and its words are what the model reads', async () => {
  const model = callsOnce('route', { query: 'swap my shift on Friday' });
  const { text, steps } = await generateText({
    model,
    prompt: 'I want to swap my shift on Friday',
    tools: { route: aiSdkTool(skills) },
    stopWhen: stepCountIs(3),
  });
  expect(text).toContain('shifts/SKILL.md');
  expect(text).not.toContain('inScope');
  expect(steps[0]?.toolResults[0]?.output).toMatchObject({
    isError: false,
    structured: { decision: 'route', references: [{ id: 'shifts/SKILL.md' }] },
  });
  const [definition] = model.doGenerateCalls[0]?.tools ?? [];
  expect(definition).toMatchObject({
    type: 'function',
    name: 'route',
    inputSchema: { type: 'object', required: ['query'] },
  });
});

it('reads a reference, and answers a wrong id with the ids that are near', async () => {
  const read = aiSdkTool(skills, { tool: 'read_reference' });
  const { text } = await generateText({
    model: callsOnce('read', { id: 'shift' }),
    prompt: 'Read it',
    tools: { read },
    stopWhen: stepCountIs(3),
  });
  expect(text).toMatch(/error-text.*did you mean `shifts\/SKILL\.md`/);
});

it('hands over no more than its type names, for an error, too', async () => {
  const tool = aiSdkTool(skills);
  const keys = async (input: unknown) => Object.keys(await tool.execute(input as never));
  expect(await keys({ query: 'swap my shift' })).toEqual(['isError', 'text', 'structured']);
  expect(await keys({ query: 1 })).toEqual(['isError', 'text']);
});

it('refuses a tool there is not', () => {
  expect(() => aiSdkTool(skills, { tool: 'delete' as 'route' })).toThrow(/expected one of route, read_reference/);
});
