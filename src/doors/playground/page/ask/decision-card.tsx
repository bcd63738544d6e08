/** The decision in one card: what won and how sure, a question, or why nothing does. */

import type { Explanation } from '../../../../domain/explanation.ts';
import { correctionText } from '../../../../report/render-explanation.ts';
import type { Answer } from '../backend.ts';
import { Marked } from '../marked.tsx';
import { langOf } from '../words.ts';

interface DecisionCardProps {
  readonly query: string;
  readonly answer: Answer;
  readonly corrections: Explanation['corrections'];
  /** Terms of the request that the first candidate holds. */
  readonly found: ReadonlySet<string>;
  /** Whether a reference can be held against the decision. */
  readonly canCompare: boolean;
  readonly onOpen: (id: string) => void;
  readonly onBrowse: () => void;
}

/** The decision. */
export function DecisionCard(props: DecisionCardProps) {
  const { query, answer, corrections, found } = props;
  return (
    <section class={`card decision ${answer.decision}`} aria-label="Decision">
      <Outcome {...props} />
      <p class="request">
        <span class="faint">Request: </span>
        <Marked text={query} terms={found} />
      </p>
      {corrections.length > 0 && (
        <p class="faint">
          Read as: <bdi>{corrections.map(correctionText).join(', ')}</bdi>
        </p>
      )}
      {answer.degraded?.map(({ code, message }) => (
        <p key={code} class="faint">
          Degraded: {message}
        </p>
      ))}
      {answer.always && answer.always.length > 0 && (
        <p class="faint">
          Read whatever is asked: <bdi>{answer.always.join(', ')}</bdi>
        </p>
      )}
    </section>
  );
}

type OutcomeProps = Pick<DecisionCardProps, 'answer' | 'canCompare' | 'onOpen' | 'onBrowse'>;

function Outcome(props: OutcomeProps) {
  const { answer, onOpen } = props;
  switch (answer.decision) {
    case 'route':
      return <Routed answer={answer} onOpen={onOpen} />;
    case 'ambiguous':
      return <AskedBack answer={answer} onOpen={onOpen} />;
    case 'abstain':
      return <Abstained {...props} />;
  }
}

function Routed({ answer, onOpen }: Pick<OutcomeProps, 'answer' | 'onOpen'>) {
  const [first, ...others] = answer.references;
  if (!first) return null;
  return (
    <>
      <p class="verdict">Read this</p>
      <h2 lang={langOf(first.title)} dir="auto">
        {first.title}
      </h2>
      <p>
        <code dir="auto">{first.id}</code>
      </p>
      <Sureness value={answer.confidence} />
      <button type="button" onClick={() => onOpen(first.id)}>
        Read it
      </button>
      {others.length > 0 && (
        <div>
          <p>And, for the rest of the request:</p>
          <ul class="plain">
            {others.map(({ id, title }) => (
              <li key={id}>
                <button type="button" class="link" onClick={() => onOpen(id)}>
                  <bdi>{title}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function AskedBack({ answer, onOpen }: Pick<OutcomeProps, 'answer' | 'onOpen'>) {
  const { question } = answer;
  return (
    <>
      <p class="verdict">Ask first</p>
      <h2 dir="auto">{question?.text ?? 'Which of these is meant?'}</h2>
      <fieldset class="options">
        <legend class="hidden">Answers</legend>
        {question?.options.map(({ id, text }) => (
          <button type="button" key={id} onClick={() => onOpen(id)}>
            <bdi>{text}</bdi>
            <code dir="auto">{id}</code>
          </button>
        ))}
      </fieldset>
      <p class="faint">Two or more references fit about as well. An agent puts this question to whoever asked.</p>
    </>
  );
}

/** What each reason means to whoever asked. */
const REASONS: Readonly<Record<string, string>> = {
  'no-candidate': 'No reference shares a word with the request, or comes near it in meaning.',
  'low-confidence': 'Some references come near the request, but not near enough to say that one of them answers it.',
};

function Abstained({ answer, canCompare, onBrowse }: OutcomeProps) {
  return (
    <>
      <p class="verdict">Abstains</p>
      <h2>None of these references answers it</h2>
      <p>{REASONS[answer.reason ?? ''] ?? 'Nothing in the request says what it is about.'}</p>
      <ul>
        <li>Ask in full, in your own words: what is to be done, with what. Keywords alone say less.</li>
        <li>
          See what there is:{' '}
          <button type="button" class="link" onClick={onBrowse}>
            all references
          </button>
          .
        </li>
        {canCompare && <li>Should one of them answer it? Name it below, and see which trigger it lacks.</li>}
      </ul>
      <p class="faint">To abstain is an answer: better none than the wrong file.</p>
    </>
  );
}

function Sureness({ value }: { readonly value: number }) {
  const percent = Math.round(value * 100);
  return (
    <p class="sureness">
      <span class="track" aria-hidden="true">
        <span class="fill" style={{ width: `${percent}%` }} />
      </span>
      <strong>{percent} % sure</strong>
    </p>
  );
}
