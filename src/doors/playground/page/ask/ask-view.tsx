/** Type a request and see the decision live: the box, the decision, the candidates, the tree, the text. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Explanation } from '../../../../domain/explanation.ts';
import type { Answer, Backend } from '../backend.ts';
import { Failure } from '../failure.tsx';
import type { Go, Place } from '../location.ts';
import { Reader } from '../reader/reader.tsx';
import { type Answered, useAnswer } from '../use-answer.ts';
import { langOf } from '../words.ts';
import { Candidates, candidateKey } from './candidates.tsx';
import { DecisionCard } from './decision-card.tsx';
import { Expected } from './expected.tsx';
import { candidateIn } from './explanation.ts';
import { Start } from './start.tsx';
import { TreeView } from './tree-view.tsx';

/** The box, where the keyboard finds it. */
export const BOX_ID = 'request';

interface AskViewProps {
  readonly backend: Backend;
  readonly place: Place;
  readonly go: Go;
}

/** The view in which one asks. */
export function AskView({ backend, place: { q, read }, go }: AskViewProps) {
  const { answered, isBusy, error, retry } = useAnswer(backend, q);
  const [picked, setPicked] = useState<{ readonly query: string; readonly id: string }>();
  const [isBrowsing, setBrowsing] = useState(false);
  /** A request whose first candidate is to be read as soon as it is known. */
  const [awaited, setAwaited] = useState<string>();
  const explanation = answered?.answer.explanation;
  const ids = answered?.answer.candidates.map(({ id }) => id) ?? [];
  const isPicked = picked !== undefined && picked.query === answered?.query && ids.includes(picked.id);
  const selected = isPicked ? picked.id : ids[0];
  const shown = read ?? (isPicked || answered?.answer.decision === 'route' ? selected : undefined);

  const toBox = () => document.getElementById(BOX_ID)?.focus();
  const select = (id: string) => {
    setPicked({ query: answered?.query ?? '', id });
    if (read !== undefined) go({ read: undefined }, 'push');
  };
  const open = (id: string) => {
    if (ids.includes(id)) setPicked({ query: answered?.query ?? '', id });
    go({ read: id }, 'push');
  };
  const leaveReader = () => {
    go({ read: undefined }, 'push');
    // Once the page is drawn without it.
    setTimeout(() =>
      (document.getElementById(candidateKey(selected ?? '')) ?? document.getElementById(BOX_ID))?.focus(),
    );
  };
  const type = (next: string, how: 'replace' | 'push' = 'push') => {
    setBrowsing(false);
    setAwaited(undefined);
    go({ q: next, read: undefined }, how);
  };
  const browse = () => {
    setBrowsing(true);
    go({ q: '', read: undefined }, 'push');
  };
  const [first] = ids;
  useEffect(() => {
    if (awaited === undefined || awaited !== answered?.query) return;
    setAwaited(undefined);
    if (first !== undefined) open(first);
  });
  const hasPanel = shown !== undefined;
  // Where the keyboard begins, once.
  useEffect(() => {
    if (read === undefined) toBox();
  }, []);

  return (
    <div class={hasPanel ? 'ask split' : 'ask'}>
      <div class="side">
        <Box query={q} onType={(next) => type(next, 'replace')} onEnter={() => setAwaited(q)} />
        <Said answered={answered} isBusy={isBusy} />
        {error !== undefined && <Failure error={error} onRetry={retry} />}
        {q.trim() === '' && error === undefined && (
          <Start backend={backend} isEntered={isBrowsing} onTry={type} onRead={open} />
        )}
        {answered && explanation && (
          <div class={isBusy ? 'answer stale' : 'answer'} aria-busy={isBusy}>
            <DecisionCard
              query={answered.query}
              answer={answered.answer}
              corrections={explanation.corrections}
              found={foundOf(explanation, answered.answer.candidates[0]?.id)}
              canCompare={backend.whyNot !== undefined}
              onOpen={open}
              onBrowse={browse}
            />
            <Candidates
              backend={backend}
              query={answered.query}
              answer={answered.answer}
              explanation={explanation}
              selected={selected}
              onSelect={select}
              onRead={open}
              onLeave={toBox}
            />
            {backend.whyNot && (
              <Expected key={answered.query} backend={backend} whyNot={backend.whyNot} query={answered.query} />
            )}
            <Tree backend={backend} explanation={explanation} selected={selected} />
          </div>
        )}
      </div>
      {shown !== undefined && (
        <Reader
          backend={backend}
          id={shown}
          query={q}
          terms={explanation ? markedOf(explanation, shown) : NO_TERMS}
          isEntered={read !== undefined}
          onOpen={open}
          onLeave={leaveReader}
        />
      )}
    </div>
  );
}

const NO_TERMS: ReadonlySet<string> = new Set();

interface BoxProps {
  readonly query: string;
  readonly onType: (query: string) => void;
  readonly onEnter: () => void;
}

function Box({ query, onType, onEnter }: BoxProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'ArrowDown' && isAtEnd(event.currentTarget)) {
      const candidate = document.querySelector<HTMLElement>('.candidate button.row[tabindex="0"]');
      if (candidate) event.preventDefault();
      candidate?.focus();
    } else if (event.key === 'Escape' && query !== '') onType('');
  };
  return (
    <div class="box">
      <label for={BOX_ID}>Request</label>
      <textarea
        id={BOX_ID}
        rows={2}
        value={query}
        lang={langOf(query)}
        dir="auto"
        placeholder="What is to be done, and with what?"
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p class="faint keys">
        <kbd>/</kbd> to type, <kbd>↓</kbd> to the candidates, <kbd>Enter</kbd> reads the first
      </p>
    </div>
  );
}

/** Arrows move within a long request first. */
function isAtEnd(box: EventTarget | null): boolean {
  return box instanceof HTMLTextAreaElement && box.selectionEnd === box.value.length;
}

/** The decision in a sentence, for whoever does not see it. */
function Said({ answered, isBusy }: { readonly answered: Answered | undefined; readonly isBusy: boolean }) {
  return (
    <p class={answered ? 'hidden' : 'faint status'} role="status">
      {answered ? sentenceOf(answered.answer) : isBusy ? 'Deciding…' : ''}
    </p>
  );
}

function sentenceOf({ decision, references, question, confidence }: Answer): string {
  switch (decision) {
    case 'route':
      return `Read ${references.map(({ title }) => title).join(' and ')}, ${Math.round(confidence * 100)} percent sure.`;
    case 'ambiguous':
      return `Ask first: ${question?.text ?? ''}`;
    case 'abstain':
      return 'None of these references answers it.';
  }
}

interface TreeProps {
  readonly backend: Backend;
  readonly explanation: Explanation;
  readonly selected: string | undefined;
}

/** The tree that speaks for the selected candidate. */
function Tree({ backend, explanation, selected = '' }: TreeProps) {
  const taken = candidateIn(explanation, selected)?.evidence['branch']?.branch;
  const way = useMemo(() => taken && { ...taken, target: selected }, [taken, selected]);
  return way ? <TreeView backend={backend} taken={way} /> : null;
}

function foundOf(explanation: Explanation, id: string | undefined): ReadonlySet<string> {
  return new Set(candidateIn(explanation, id)?.found.map(({ term }) => term));
}

/** Of a reference that is no candidate nothing is known: all terms are looked for. */
function markedOf(explanation: Explanation, id: string): ReadonlySet<string> {
  return candidateIn(explanation, id) ? foundOf(explanation, id) : new Set(explanation.terms.map(({ term }) => term));
}
