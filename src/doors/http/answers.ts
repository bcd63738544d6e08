/** Answers kept for requests that come again: the same body has the same answer as long as the moment is the same. */

import type { ToolAnswer } from '../../toolbox/index.ts';
import type { Moment } from './moment.ts';

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
  of(
    moment: Moment,
    body: string,
    make: () => ToolAnswer | Promise<ToolAnswer>,
  ): KeptAnswer | Promise<KeptAnswer | ToolAnswer>;
}

/** Some twenty megabytes at the most. */
const MOST_KEPT = 1000;
const LONGEST_BODY = 2000;
const LONGEST_ANSWER = 20_000;

/** Keep the last thousand answers of the moment that is; those of the one before are gone with it. */
export function keepAnswers(): Answers {
  let kept = new Map<string, KeptAnswer>();
  let owner: Moment | undefined;
  const keep = async (moment: Moment, body: string, making: ReturnType<Parameters<Answers['of']>[2]>) => {
    const made = await making;
    if (!made.structured) return made;
    const decision = made.structured['decision'];
    const answer = {
      json: JSON.stringify(made.structured),
      decision: typeof decision === 'string' ? decision : undefined,
    };
    const isKept = moment.isFixed && owner === moment;
    if (!isKept || body.length > LONGEST_BODY || answer.json.length > LONGEST_ANSWER) return answer;
    kept.set(body, answer);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return answer;
  };
  return {
    of(moment, body, make) {
      if (owner !== moment) kept = new Map();
      owner = moment;
      const known = kept.get(body);
      if (!known) return keep(moment, body, make());
      // Asked last, gone last.
      kept.delete(body);
      kept.set(body, known);
      return known;
    },
  };
}
