/** What a tool for agents is: what models read of it, and how a call of it is answered over any catalog. */

import type * as z from 'zod';
import type { Signpost } from '../../domain/signpost.ts';
import { checkInput, type ExplainedAnswer, failed, type Result, type UriOf } from './answers.ts';
import type { SignpostService } from './signpost-service.ts';

/** A tool, as those who offer it describe it. */
export interface ToolDescription<Name extends string = string> {
  readonly name: Name;
  /** For a person. */
  readonly title: string;
  /** For a model: when to call it, and what comes of it. */
  readonly description: string;
  /** Whether only those who keep the documents need it: to models it would cost tokens. */
  readonly isForMaintainers?: boolean;
  readonly inputSchema: z.ZodObject;
  readonly outputSchema: z.ZodObject;
}

/** What tools are made of beside a catalog. */
export interface ToolboxOptions {
  /** The URI of a reference, where there are any (default: none; a store has none). */
  readonly uriOf?: (signpost: Signpost, id: string) => string | undefined;
  /** Told of failures that are not the caller's (default: nobody). */
  readonly onProblem?: (problem: unknown) => void;
}

/** A tool over any catalog. */
export interface Tool<Name extends string = string> extends ToolDescription<Name> {
  /**
   * Call it.
   *
   * @param now
   *   Gives what answers.
   * @param input
   *   Anything: what `inputSchema` does not let through is an answer that says so. The promise is never rejected.
   */
  call(now: () => SignpostService, input: unknown, options: ToolboxOptions): Promise<ExplainedAnswer>;
}

/**
 * Define a tool.
 *
 * @param description
 *   What is said of it.
 * @param answer
 *   Answers what its schema let through. What it rejects with becomes an answer, too.
 */
export function defineTool<Name extends string, Input extends z.ZodObject>(
  description: ToolDescription<Name> & { readonly inputSchema: Input },
  answer: (service: SignpostService, input: z.output<Input>, uriOf: UriOf) => Promise<Result>,
): Tool<Name> {
  return {
    ...description,
    async call(now, input, { uriOf, onProblem = () => {} }) {
      try {
        const service = now();
        const checked = checkInput(description.inputSchema, input);
        if (!checked.success) return checked.answer;
        const { signpost } = service;
        const ownUriOf: UriOf = (id) => signpost && uriOf?.(signpost, id);
        return { isError: false, ...(await answer(service, checked.data, ownUriOf)) };
      } catch (error) {
        return failed(error, onProblem);
      }
    },
  };
}
