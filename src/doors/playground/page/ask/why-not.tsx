/** Why a request leads elsewhere: both sides of the evidence, and the edit that would turn it. */

import { useEffect, useState } from 'preact/hooks';
import type { Backend, Held } from '../backend.ts';
import { Failure } from '../failure.tsx';
import { Scrolled } from '../scrolled.tsx';

interface WhyNotProps {
  readonly whyNot: NonNullable<Backend['whyNot']>;
  readonly query: string;
  readonly id: string;
  /** Whether it was asked already, so that nobody has to press a button (default: false). */
  readonly isAsked?: boolean;
}

type State =
  | { readonly kind: 'closed' | 'busy' }
  | { readonly kind: 'held'; readonly held: Held }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Ask why it is not this reference. */
export function WhyNotPanel({ whyNot, query, id, isAsked = false }: WhyNotProps) {
  const [state, setState] = useState<State>({ kind: 'closed' });
  const ask = async () => {
    setState({ kind: 'busy' });
    try {
      setState({ kind: 'held', held: await whyNot(query, id) });
    } catch (error) {
      setState({ kind: 'failed', error });
    }
  };
  // Once, for what it was made for.
  useEffect(() => {
    if (isAsked) ask();
  }, []);
  switch (state.kind) {
    case 'closed':
    case 'busy':
      return (
        <button type="button" class="quiet" disabled={state.kind === 'busy'} onClick={ask}>
          {state.kind === 'busy' ? 'Trying triggers…' : 'Why not this?'}
        </button>
      );
    case 'failed':
      return <Failure error={state.error} onRetry={ask} />;
    case 'held':
      return <Comparison held={state.held} />;
  }
}

/** Rows of evidence that are shown: those that make the difference. */
const SHOWN = 8;

function Comparison({
  held: { winner, wanted, path, isChosen, isTried, evidence, edit, decision },
}: {
  readonly held: Held;
}) {
  if (isChosen) return <p role="status">It is among those that are opened.</p>;
  const isNearest = winner !== null && winner.id === wanted?.id;
  return (
    <div class="why-not" role="status">
      {isNearest ? (
        <p>It is the nearest, but not sure enough{decision === 'abstain' && ' to be opened'}.</p>
      ) : (
        <Scrolled label="Evidence on both sides">
          <table>
            <thead>
              <tr>
                <th scope="col">Evidence</th>
                <th scope="col">
                  <bdi>{winner?.title ?? 'nothing'}</bdi>
                </th>
                <th scope="col">this</th>
              </tr>
            </thead>
            <tbody>
              {evidence.slice(0, SHOWN).map(({ name, label, winner: theirs, wanted: own }) => (
                <tr key={name} class={own > theirs ? 'ahead' : ''}>
                  <th scope="row">{label}</th>
                  <td class="number">{theirs.toFixed(2)}</td>
                  <td class="number">{own.toFixed(2)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolled>
      )}
      <Edit edit={edit} path={path} isTried={isTried} />
    </div>
  );
}

function Edit({ edit, path, isTried }: Pick<Held, 'edit' | 'path' | 'isTried'>) {
  if (!isTried) return <p>The catalog is too large to try triggers here: signpost explain --why-not does.</p>;
  if (!edit) return <p>No phrase of the request, as a trigger or a branch, would turn it.</p>;
  return (
    <div class="edit">
      {edit.kind === 'trigger' ? (
        <p>
          The trigger <strong dir="auto">“{edit.trigger}”</strong> in <code dir="auto">{path}</code> would turn it.
        </p>
      ) : (
        <p>
          A branch <strong dir="auto">“{edit.condition}”</strong> to <code dir="auto">{path}</code> in{' '}
          <bdi>“{edit.heading}”</bdi> of <code dir="auto">{edit.path}</code> would turn it.
        </p>
      )}
      {edit.lost.length === 0 ? (
        <p class="faint">It would take no other request away.</p>
      ) : (
        <>
          <p>It would take away:</p>
          <ul>
            {edit.lost.slice(0, SHOWN).map(({ query }) => (
              <li key={query} dir="auto">
                {query}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
