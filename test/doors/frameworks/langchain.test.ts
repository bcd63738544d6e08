import { ToolMessage } from '@langchain/core/messages';
import type { StructuredToolInterface } from '@langchain/core/tools';
import { FakeStreamingChatModel } from '@langchain/core/utils/testing';
import { expect, it } from 'vitest';
import { langchainTool } from '../../../src/doors/frameworks/index.ts';
import { skills } from './skills.ts';

it('is a structured tool: content for the model, the artifact for the program', async () => {
  const tool = await langchainTool<StructuredToolInterface>(skills);
  expect(tool.name).toBe('route');
  const message: unknown = await tool.invoke({
    type: 'tool_call',
    id: '1',
    name: 'route',
    args: { query: 'swap my shift on Friday' },
  });
  if (!(message instanceof ToolMessage)) throw new Error('no message');
  expect(message.content).toContain('shifts/SKILL.md');
  expect(message.artifact).toMatchObject({ decision: 'route' });
  expect(message.tool_call_id).toBe('1');
});

it('is bound to a model, which gets its schema', async () => {
  const tool = await langchainTool<StructuredToolInterface>(skills, { tool: 'read_reference' });
  const bound = new FakeStreamingChatModel({}).bindTools([tool]);
  expect(bound).toBeDefined();
  expect(await tool.invoke({ id: 'shifts' })).toContain('How to work with shifts.');
});

it('refuses arguments that its schema does not let through', async () => {
  const tool = await langchainTool<StructuredToolInterface>(skills);
  await expect(tool.invoke({ question: 'x' } as unknown as { query: string })).rejects.toThrow(/schema/i);
});
