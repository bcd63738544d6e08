/** Answers kept for requests that come again: the same body to the same signpost has the same answer. */

import type { Signpost, ToolAnswer } from '../../index.ts';

/** An answer as it is sent. */
interface KeptAnswer {
  readonly json: string;
  readonly decision: string | undefined;
}

/** Keeps answers. */
interface Answers {
  /**
   * The answer to a body.
   *
   * @param make
   *   Makes it, when none is kept.
   * @returns
   *   The answer as it is sent, or the error that was made.
   */
  of(signpost: Signpost, body: string, make: () => ToolAnswer): KeptAnswer | ToolAnswer;
}

/** Some twenty megabytes at the most. */
const MOST_KEPT = 1000;
const LONGEST_BODY = 2000;
const LONGEST_ANSWER = 20_000;

/** Keep the last thousand answers of the signpost of this moment; those of the one before are gone with it. */
export function keepAnswers(): Answers {
  let kept = new Map<string, KeptAnswer>();
  let owner: Signpost | undefined;
  return {
    of(signpost, body, make) {
      if (owner !== signpost) kept = new Map();
      owner = signpost;
      const known = kept.get(body);
      if (known) {
        // Asked last, gone last.
        kept.delete(body);
        kept.set(body, known);
        return known;
      }
      const made = make();
      if (!made.structured) return made;
      const decision = made.structured['decision'];
      const answer = {
        json: JSON.stringify(made.structured),
        decision: typeof decision === 'string' ? decision : undefined,
      };
      if (body.length > LONGEST_BODY || answer.json.length > LONGEST_ANSWER) return answer;
      kept.set(body, answer);
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      return answer;
    },
  };
}
