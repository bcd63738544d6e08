/** Drop a file of labelled requests: how often the router is right, what it confuses, what it misses. */

import { useRef, useState } from 'preact/hooks';
import type { Evaluation } from '../../../../domain/evaluation.ts';
import type { Backend } from '../backend.ts';
import { Failure } from '../failure.tsx';
import { addressOf } from '../location.ts';
import { Matrix } from './matrix.tsx';

interface EvaluateViewProps {
  readonly evaluate: NonNullable<Backend['evaluate']>;
  readonly onTry: (query: string) => void;
}

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'busy'; readonly name: string }
  | { readonly kind: 'done'; readonly name: string; readonly evaluation: Evaluation }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A line of a file of labelled requests. */
const LINE = '{"query": "rotate an expired key", "expected": ["keys.md"]}';

/** The view in which one evaluates. */
export function EvaluateView({ evaluate, onTry }: EvaluateViewProps) {
  const [state, setState] = useState<State>({ kind: 'waiting' });
  const [isOver, setOver] = useState(false);
  const run = useRef(0);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const own = ++run.current;
    setState({ kind: 'busy', name: file.name });
    let next: State;
    try {
      next = { kind: 'done', name: file.name, evaluation: await evaluate(await file.text()) };
    } catch (error) {
      next = { kind: 'failed', error };
    }
    // Of two files the last one counts.
    if (own === run.current) setState(next);
  };
  return (
    <div class="wide">
      <section
        class={isOver ? 'card drop over' : 'card drop'}
        aria-labelledby="evaluate-title"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer?.files[0]);
        }}
      >
        <h2 id="evaluate-title">How often is it right?</h2>
        <p>
          <label for="labelled">Drop a file of labelled requests here, or choose one:</label>{' '}
          <input
            id="labelled"
            type="file"
            accept=".jsonl,.ndjson,.json,.txt"
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
        </p>
        <p class="faint">
          One JSON object a line. <code>expected</code> is a list of references, <code>[]</code> for a request that none
          of them answers:
        </p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled sideways with the keyboard */}
        <pre tabIndex={0}>{LINE}</pre>
      </section>
      <div role="status" class="status">
        {state.kind === 'busy' && (
          <p>
            Evaluating <bdi>{state.name}</bdi>…
          </p>
        )}
      </div>
      {state.kind === 'failed' && <Failure error={state.error} />}
      {state.kind === 'done' && <Result {...state} onTry={onTry} />}
    </div>
  );
}

interface ResultProps {
  readonly name: string;
  readonly evaluation: Evaluation;
  readonly onTry: (query: string) => void;
}

function Result({ name, evaluation, onTry }: ResultProps) {
  return (
    <>
      <Scores name={name} evaluation={evaluation} />
      <Matrix evaluation={evaluation} />
      <Misses evaluation={evaluation} onTry={onTry} />
    </>
  );
}

type Share = Evaluation['r1'];

function Scores({ name, evaluation }: Omit<ResultProps, 'onTry'>) {
  const { rows, r1, r3, mrr10, noMatch, coverage, nearMiss, calibrationError } = evaluation;
  const shares: readonly (readonly [name: string, share: Share, what: string])[] = [
    ['Right at first', r1, 'the first candidate is expected'],
    ['Among the first three', r3, 'one of three is expected'],
    ['Abstains rightly', noMatch, 'nothing is expected, nothing is chosen'],
    ['Answers', coverage, 'something is expected, something is chosen'],
    ['Avoids', nearMiss, 'nothing of “not” is chosen'],
  ];
  return (
    <section class="card" aria-labelledby="scores-title">
      <h2 id="scores-title">
        <bdi>{name}</bdi>: {rows.length === 1 ? 'one request' : `${rows.length} requests`}
      </h2>
      <dl class="scores">
        {shares
          .filter(([, share]) => share.rows > 0)
          .map(([label, share, what]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <strong>{percent(share.value)}</strong>{' '}
                <span class="faint">
                  {share.hits} of {share.rows}, {percent(share.low)} to {percent(share.high)} at {percent(0.95)}
                </span>
                <span class="faint note">{what}</span>
              </dd>
            </div>
          ))}
        <div>
          <dt>Mean reciprocal rank</dt>
          <dd>
            <strong>{mrr10.toFixed(3)}</strong> <span class="faint note">within the first ten</span>
          </dd>
        </div>
        <div>
          <dt>Calibration error</dt>
          <dd>
            <strong>{calibrationError.toFixed(3)}</strong>{' '}
            <span class="faint note">how far confidence is from how often it is right, 0 is best</span>
          </dd>
        </div>
      </dl>
    </section>
  );
}

function percent(value: number): string {
  return `${Math.round(value * 100)}\u00a0%`;
}

/** Misses that are shown; the command line has them all. */
const SHOWN = 100;

function Misses({ evaluation: { misses }, onTry }: Omit<ResultProps, 'name'>) {
  if (misses.length === 0) return <p class="card">No request was missed.</p>;
  return (
    <section class="card" aria-labelledby="misses-title">
      <h2 id="misses-title">{misses.length === 1 ? 'One miss' : `${misses.length} misses`}</h2>
      <ul class="plain misses">
        {misses.slice(0, SHOWN).map(({ row, won, because }, at) => (
          <li key={at}>
            <a
              href={addressOf({ q: row.query })}
              dir="auto"
              onClick={(event) => {
                event.preventDefault();
                onTry(row.query);
              }}
            >
              {row.query}
            </a>
            <p class="faint">
              expected <Ids ids={row.expected} not={row.not} />, got <code dir="auto">{won ?? 'none'}</code>
              {because.length > 0 && `: ${because.map(({ label }) => label).join('; ')}`}
            </p>
          </li>
        ))}
      </ul>
      {misses.length > SHOWN && <p class="faint">and {misses.length - SHOWN} more, which signpost eval lists.</p>}
    </section>
  );
}

function Ids({ ids, not }: { readonly ids: readonly string[] | null; readonly not: readonly string[] }) {
  if (ids === null) return <>anything but {not.join(', ')}</>;
  return <code dir="auto">{ids.length === 0 ? 'none' : ids.join(', ')}</code>;
}
