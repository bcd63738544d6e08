/** Answers kept for requests that come again: the same body has the same answer as long as the moment is the same. */

import { jsonLine } from '../../report/index.ts';
import type { ToolAnswer } from '../../toolbox/index.ts';
import type { Moment } from './moment.ts';

/** An answer as it is sent. */
interface KeptAnswer {
  readonly json: string;
  readonly decision: string | undefined;
}

/** Keeps answers. */
interface Answers {
  /** The answer to a body that is kept; at once, because most of the time under load goes into waiting. */
  kept(moment: Moment, body: string): KeptAnswer | undefined;
  /**
   * Keep an answer.
   *
   * @returns
   *   The answer as it is sent, or the error that was made.
   */
  keep(moment: Moment, body: string, made: ToolAnswer): KeptAnswer | ToolAnswer;
}

/** Some twenty megabytes at the most. */
const MOST_KEPT = 1000;
const LONGEST_BODY = 2000;
const LONGEST_ANSWER = 20_000;

/** Keep the last thousand answers of the moment that is; those of the one before are gone with it. */
export function keepAnswers(): Answers {
  let answers = new Map<string, KeptAnswer>();
  let owner: Moment | undefined;
  return {
    kept(moment, body) {
      if (owner !== moment) answers = new Map();
      owner = moment;
      const known = answers.get(body);
      if (!known) return undefined;
      // Asked last, gone last.
      answers.delete(body);
      answers.set(body, known);
      return known;
    },
    keep(moment, body, made) {
      if (!made.structured) return made;
      const decision = made.structured['decision'];
      const answer = {
        json: jsonLine(made.structured),
        decision: typeof decision === 'string' ? decision : undefined,
      };
      const isKept = moment.isFixed && owner === moment;
      if (!isKept || body.length > LONGEST_BODY || answer.json.length > LONGEST_ANSWER) return answer;
      answers.set(body, answer);
      const [oldest] = answers.keys();
      if (answers.size > MOST_KEPT && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
  };
}
