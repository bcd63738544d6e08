/** What a door asks of a catalog, wherever it is: folders as they are now, a pack in memory, a store. */

import type { Decision, RouteOptions } from '../../domain/decision.ts';
import type { Evaluation } from '../../domain/evaluation.ts';
import type { Catalog } from '../../domain/reference.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import type { ToolAnswer } from '../shared/answers.ts';
import type { AgentTool } from '../shared/toolbox.ts';
import type { ExampleRequest } from './examples.ts';

/** What came of a lint. */
export type Linted =
  | {
      readonly kind: 'done';
      /** As `/v1/lint` shows it. */
      readonly json: string;
    }
  /** Another one is under way. */
  | { readonly kind: 'busy' }
  /** It took too long, or nobody waits for it any more. */
  | { readonly kind: 'ended' };

/**
 * Answers one request, what it may have to wait for as a promise. Of a signpost all of it is of the same documents; of a store each
 * call is of the version that is current when it begins.
 */
export interface SignpostService {
  /** Call a tool; nothing is thrown. */
  call(name: AgentTool['name'], input: unknown): ToolAnswer | Promise<ToolAnswer>;
  route(query: string, options: RouteOptions): Decision | Promise<Decision>;
  whyNot(question: { readonly query: string; readonly reference: string }): WhyNot;
  /** Evaluate lines of labelled requests. */
  evaluate(text: string): Promise<Evaluation>;
  /** What is wrong with the documents; ended early when whoever asks is gone. */
  lint(signal: AbortSignal): Promise<Linted>;
  examples(limit: number): Promise<readonly ExampleRequest[]>;
  trees(): Catalog['trees'] | Promise<Catalog['trees']>;
  /** Number of references. */
  size(): number | Promise<number>;
}
