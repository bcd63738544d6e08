/** What the API asks: a signpost at a moment, or a catalog of a store. */

import type { Catalog, Decision, Evaluation, RouteOptions, WhyNot } from '../../browser.ts';
import type { AgentTool, ToolAnswer } from '../../toolbox/index.ts';
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
export interface Moment {
  /** Whether the same request has the same answer as long as this is the moment: answers can be kept then. */
  readonly isFixed: boolean;
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
