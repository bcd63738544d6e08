import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { functionTools } from '../../../src/doors/frameworks/index.ts';
import { skills } from './skills.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** A model behind HTTP: each request is answered by what is given, and kept. */
async function modelThatSays(
  ...answers: readonly object[]
): Promise<{ url: string; asked: Record<string, unknown>[] }> {
  const asked: Record<string, unknown>[] = [];
  const model = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(JSON.parse(body));
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answers[asked.length - 1]));
    });
  });
  server = model;
  await new Promise<void>((resolve) => model.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(model.address() as AddressInfo).port}`, asked };
}

const query = 'swap my shift on Friday';
const names = ['route', 'read_reference', 'list_references'];

describe('with the clients of their makers', () => {
  it('OpenAI', async () => {
    const { definitions, call } = functionTools(skills, 'openai');
    const args = JSON.stringify({ query });
    const { url, asked } = await modelThatSays(
      {
        choices: [
          {
            message: {
              role: 'assistant',
              tool_calls: [{ id: '1', type: 'function', function: { name: 'route', arguments: args } }],
            },
          },
        ],
      },
      { choices: [{ message: { role: 'assistant', content: 'Read it.' } }] },
    );
    const client = new OpenAI({ apiKey: 'none', baseURL: url });
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'user', content: query }];
    const first = await client.chat.completions.create({ model: 'm', messages, tools: definitions });
    const message = first.choices[0]?.message;
    const [wanted] = message?.tool_calls ?? [];
    if (!message || wanted?.type !== 'function') throw new Error('no call');
    const content = await call(wanted.function.name, wanted.function.arguments);
    messages.push(message, { role: 'tool', tool_call_id: wanted.id, content });
    await client.chat.completions.create({ model: 'm', messages, tools: definitions });
    expect(content).toContain('shifts/SKILL.md');
    expect(asked[0]).toMatchObject({ tools: names.map((name) => ({ type: 'function', function: { name } })) });
    expect(asked[1]).toMatchObject({ messages: [{}, {}, { role: 'tool', content }] });
  });

  it('Anthropic', async () => {
    const { definitions, call } = functionTools(skills, 'anthropic');
    const { url, asked } = await modelThatSays({
      role: 'assistant',
      stop_reason: 'tool_use',
      content: [{ type: 'tool_use', id: '1', name: 'route', input: { query } }],
    });
    const client = new Anthropic({ apiKey: 'none', baseURL: url });
    const answer = await client.messages.create({
      model: 'm',
      max_tokens: 100,
      messages: [{ role: 'user', content: query }],
      tools: definitions as Anthropic.Tool[],
    });
    const [wanted] = answer.content;
    if (wanted?.type !== 'tool_use') throw new Error('no call');
    expect(await call(wanted.name, wanted.input)).toContain('shifts/SKILL.md');
    expect(asked[0]).toMatchObject({
      tools: names.map((name) => ({ name, input_schema: { type: 'object', properties: {} } })),
    });
  });

  it('Gemini', async () => {
    const { definitions, call } = functionTools(skills, 'gemini');
    const { url, asked } = await modelThatSays({
      candidates: [{ content: { role: 'model', parts: [{ functionCall: { name: 'route', args: { query } } }] } }],
    });
    const client = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: url } });
    const answer = await client.models.generateContent({
      model: 'm',
      contents: query,
      config: {
        tools: definitions.map(({ functionDeclarations }) => ({ functionDeclarations: [...functionDeclarations] })),
      },
    });
    const [wanted] = answer.functionCalls ?? [];
    expect(await call(wanted?.name ?? '', wanted?.args)).toContain('shifts/SKILL.md');
    expect(asked[0]).toMatchObject({ tools: [{ functionDeclarations: names.map((name) => ({ name })) }] });
  });
});

describe('a call', () => {
  const { call, definitions } = functionTools(skills, 'openai');

  it.each([
    { name: 'route', args: '{"query":', said: /input: .*expected object/ },
    { name: 'route', args: {}, said: /query: .*expected string/ },
    { name: 'explain', args: { query }, said: /Unexpected tool `explain`, expected one of route/ },
    { name: 'read_reference', args: { id: 'x' }, said: /list_references shows them all/ },
    { name: 'read_reference', args: { id: '../../etc/passwd' }, said: /No reference has the id/ },
  ])('that is wrong is answered: $name $args', async ({ name, args, said }) => {
    expect(await call(name, args)).toMatch(said);
  });

  it('with nothing is one without arguments', async () => {
    for (const args of ['', undefined, {}]) expect(await call('list_references', args)).toMatch(/^1 to 2 of 2/);
  });

  it('never throws, whatever it is given', async () => {
    const hostile = {
      get query(): string {
        throw new Error('no');
      },
    };
    expect(await call('route', hostile)).toContain('failed to answer');
    expect(await call('route', { query: 'x', limt: 5 })).toContain('limt');
  });

  it('has parameters without what an API refuses', () => {
    for (const { function: definition } of definitions) {
      expect(definition.parameters).not.toHaveProperty('$schema');
      expect(definition.description.length).toBeLessThan(1024);
    }
  });
});

it('refuses a format nobody has', () => {
  expect(() => functionTools(skills, 'cohere' as 'openai')).toThrow(/expected openai, anthropic or gemini/);
});
