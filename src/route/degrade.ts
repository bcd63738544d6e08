/** A decision, and what it had to do without: said beside it, and in its explanation. */

import type { Decision } from '../domain/decision.ts';
import type { Degraded } from '../domain/models.ts';

/** Say of a decision what it had to do without; nothing is said of one that lacks nothing. */
export function degrade(decision: Decision, lacking: readonly Degraded[]): Decision {
  if (lacking.length === 0) return decision;
  const { explanation, degraded = [] } = decision;
  return {
    ...decision,
    ...(explanation && { explanation: { ...explanation, degraded: [...(explanation.degraded ?? []), ...lacking] } }),
    degraded: [...degraded, ...lacking],
  };
}
