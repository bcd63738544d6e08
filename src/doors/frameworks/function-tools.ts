/** The toolbox in the formats of function calling: definitions as JSON, and one function that answers every call. */

import * as z from 'zod';
import { SignpostError } from '../../domain/signpost-error.ts';
import { printable } from '../../text/printable.ts';
import type { Source } from '../shared/services.ts';
import { type AgentTool, createToolbox } from '../shared/toolbox.ts';

/** A JSON schema of an object. */
export interface JsonSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly [keyword: string]: unknown;
}

/** As Chat Completions take a tool. */
export interface OpenAiTool {
  readonly type: 'function';
  readonly function: { readonly name: string; readonly description: string; readonly parameters: JsonSchema };
}

/** As Messages take a tool. */
export interface AnthropicTool {
  readonly name: string;
  readonly description: string;
  readonly input_schema: JsonSchema;
}

/** As Gemini takes tools: all functions in one. */
export interface GeminiTool {
  readonly functionDeclarations: readonly {
    readonly name: string;
    readonly description: string;
    readonly parametersJsonSchema: JsonSchema;
  }[];
}

/** The definitions for one API, and what answers its calls. */
export interface FunctionTools<Definition> {
  /** For the `tools` of a request. */
  readonly definitions: Definition[];
  /**
   * Answer a call.
   *
   * @param name
   *   Of the tool, as the model gave it.
   * @param args
   *   As the model gave them: an object, or the same as JSON text.
   * @returns
   *   Text for the model. A wrong name or arguments are an answer that says so; the promise is never rejected.
   */
  call(name: string, args: unknown): Promise<string>;
}

interface Formats {
  readonly openai: OpenAiTool;
  readonly anthropic: AnthropicTool;
  readonly gemini: GeminiTool;
}

/**
 * Make tools for an API with function calling.
 *
 * @param source
 *   An open signpost, or a catalog in a store.
 * @param format
 *   Whose: `openai` (and whoever speaks as Chat Completions do), `anthropic` or `gemini`.
 * @returns
 *   `route`, `read_reference` and `list_references`: all but those for whoever keeps the documents.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for any other format.
 * @example
 *   const { definitions, call } = functionTools(signpost, 'openai');
 *   await call('route', '{"query":"run dbt Cloud jobs from Dagster"}');
 */
export function functionTools<Format extends keyof Formats>(
  source: Source,
  format: Format,
): FunctionTools<Formats[Format]>;
export function functionTools(source: Source, format: keyof Formats): FunctionTools<Formats[keyof Formats]> {
  const tools = createToolbox(source).filter(({ isForMaintainers }) => !isForMaintainers);
  return {
    definitions: definitionsOf(tools, format),
    async call(name, args) {
      const tool = tools.find((known) => known.name === name);
      if (!tool) {
        const expected = tools.map((known) => known.name).join(', ');
        return `Unexpected tool \`${printable(String(name))}\`, expected one of ${expected} (SIGNPOST_BAD_OPTION)`;
      }
      const input = typeof args === 'string' ? parseJson(args) : args;
      return (await tool.call(input)).text;
    },
  };
}

function definitionsOf(tools: readonly AgentTool[], format: keyof Formats): Formats[keyof Formats][] {
  switch (format) {
    case 'openai':
      return tools.map((tool) => {
        const { name, description } = tool;
        return { type: 'function', function: { name, description, parameters: schemaOf(tool) } };
      });
    case 'anthropic':
      return tools.map((tool) => {
        const { name, description } = tool;
        return { name, description, input_schema: schemaOf(tool) };
      });
    case 'gemini':
      return [
        {
          functionDeclarations: tools.map((tool) => {
            const { name, description } = tool;
            return { name, description, parametersJsonSchema: schemaOf(tool) };
          }),
        },
      ];
    default:
      throw new SignpostError(
        'SIGNPOST_BAD_OPTION',
        `Unexpected format \`${String(format)}\`, expected openai, anthropic or gemini`,
      );
  }
}

function schemaOf({ inputSchema }: AgentTool): JsonSchema {
  // Which draft it is says nothing to a model, and one of the APIs refuses the word.
  const { $schema: _draft, ...schema } = z.toJSONSchema(inputSchema, { io: 'input' });
  return schema as JsonSchema;
}

/** What is no JSON is left as it is: the schema says what is wrong with it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
