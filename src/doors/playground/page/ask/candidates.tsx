/** The candidates, best first: a bar for each, and for the one that is looked at what the bar is made of. */

import type { ExplainedCandidate, Explanation } from '../../../../domain/explanation.ts';
import type { Answer, Backend } from '../backend.ts';
import { EvidenceList } from './evidence.tsx';
import { candidateIn, contributionsTo, KIND_NAMES, KINDS, sharesOf } from './explanation.ts';
import { WhyNotPanel } from './why-not.tsx';

interface CandidatesProps {
  readonly backend: Backend;
  readonly query: string;
  readonly answer: Answer;
  readonly explanation: Explanation;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onRead: (id: string) => void;
  readonly onLeave: () => void;
}

/** Where the keyboard finds a candidate. */
export function candidateKey(id: string): string {
  return `candidate:${id}`;
}

/** The candidates. */
export function Candidates(props: CandidatesProps) {
  const { answer, explanation, selected, onSelect, onRead, onLeave } = props;
  const ids = answer.candidates.map(({ id }) => id);
  const best = Math.max(...ids.map((id) => totalOf(candidateIn(explanation, id))), 0);
  if (ids.length === 0) return null;

  const onKeyDown = (event: KeyboardEvent) => {
    const at = ids.indexOf(selected ?? '');
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const id = ids[next];
      if (id !== undefined) {
        onSelect(id);
        document.getElementById(candidateKey(id))?.focus();
      } else if (next < 0) onLeave();
    } else if (event.key === 'Enter' && selected !== undefined) {
      event.preventDefault();
      onRead(selected);
    } else if (event.key === 'Escape') onLeave();
  };

  return (
    <section class="card" aria-labelledby="candidates-title">
      <h2 id="candidates-title" class="small">
        {answer.decision === 'abstain' ? 'Nearest candidates' : 'Candidates'}
      </h2>
      <Legend />
      <ol class="plain candidates">
        {answer.candidates.map(({ id, title, confidence }) => {
          const own = candidateIn(explanation, id);
          const isSelected = id === selected;
          const isChosen = answer.references.some((reference) => reference.id === id);
          return (
            <li key={id} class={isSelected ? 'candidate selected' : 'candidate'}>
              <button
                type="button"
                class="row"
                id={candidateKey(id)}
                aria-expanded={isSelected}
                tabIndex={isSelected || (selected === undefined && id === ids[0]) ? 0 : -1}
                onClick={() => onSelect(id)}
                onKeyDown={onKeyDown}
              >
                <span class="row-head">
                  <bdi class="title">{title}</bdi>
                  {isChosen && <span class="tag">{answer.decision === 'route' ? 'chosen' : 'asked about'}</span>}
                  <span class="number">{Math.round(confidence * 100)} %</span>
                </span>
                <Bar candidate={own} best={best} />
              </button>
              {isSelected && <Details {...props} id={id} own={own} isChosen={isChosen} />}
            </li>
          );
        })}
      </ol>
      <p class="faint keys">
        <kbd>↓</kbd> <kbd>↑</kbd> move, <kbd>Enter</kbd> reads, <kbd>Esc</kbd> goes back
      </p>
    </section>
  );
}

interface DetailsProps extends CandidatesProps {
  readonly id: string;
  readonly own: ExplainedCandidate | undefined;
  readonly isChosen: boolean;
}

function Details({ backend, query, answer, id, own, isChosen, onRead }: DetailsProps) {
  return (
    <div class="details">
      <p>
        <code dir="auto">{id}</code>
      </p>
      {own && <EvidenceList candidate={own} />}
      <div class="actions">
        <button type="button" onClick={() => onRead(id)}>
          Read
        </button>
        {backend.whyNot && !(isChosen && answer.decision === 'route') && (
          <WhyNotPanel key={`${query}\n${id}`} whyNot={backend.whyNot} query={query} id={id} />
        )}
      </div>
    </div>
  );
}

function Bar({ candidate, best }: { readonly candidate: ExplainedCandidate | undefined; readonly best: number }) {
  return (
    <span class="bar" aria-hidden="true">
      {candidate &&
        sharesOf(contributionsTo(candidate)).map(({ kind, sum }) => (
          <span key={kind} class={`part ${kind}`} style={{ width: `${(100 * sum) / (best || 1)}%` }} />
        ))}
    </span>
  );
}

function totalOf(candidate: ExplainedCandidate | undefined): number {
  return candidate ? sharesOf(contributionsTo(candidate)).reduce((total, { sum }) => total + sum, 0) : 0;
}

function Legend() {
  return (
    <ul class="plain legend" aria-label="Colours of the bars">
      {KINDS.map((kind) => (
        <li key={kind}>
          <span class={`dot ${kind}`} aria-hidden="true" />
          {KIND_NAMES[kind]}
        </li>
      ))}
    </ul>
  );
}
