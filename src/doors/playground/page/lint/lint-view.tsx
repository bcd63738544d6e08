/** What is wrong with the documents, file by file, with the help page of each rule. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Backend, Lint, LintFinding } from '../backend.ts';
import { Failure } from '../failure.tsx';
import { renderMarkdown } from '../reader/render-markdown.ts';
import { useLoaded } from '../use-answer.ts';

const SEVERITIES = ['error', 'warning', 'info'] as const;
type Severity = LintFinding['severity'];

/** The view in which one sees what is wrong. */
export function LintView({ lint }: { readonly lint: NonNullable<Backend['lint']> }) {
  const loaded = useLoaded(lint);
  switch (loaded.kind) {
    case 'loading':
      return (
        <p class="faint status" role="status">
          Looking at the documents…
        </p>
      );
    case 'failed':
      return <Failure error={loaded.error} onRetry={loaded.retry} />;
    case 'loaded':
      return <Findings lint={loaded.value} />;
  }
}

function Findings({ lint: { files, rules, documents, errors, warnings } }: { readonly lint: Lint }) {
  const [hidden, setHidden] = useState<ReadonlySet<Severity>>(new Set(['info']));
  const all = files.flatMap(({ messages }) => messages);
  const toggle = (severity: Severity) => {
    const next = new Set(hidden);
    if (!next.delete(severity)) next.add(severity);
    setHidden(next);
  };
  const shown = files
    .map(({ path, messages }) => ({ path, messages: messages.filter(({ severity }) => !hidden.has(severity)) }))
    .filter(({ messages }) => messages.length > 0);
  return (
    <div class="wide">
      <section class="card" aria-labelledby="lint-title">
        <h2 id="lint-title">{errors + warnings === 0 ? 'Nothing is wrong' : summaryOf(errors, warnings)}</h2>
        <p>
          {documents === 1 ? 'One document was' : `${documents} documents were`} looked at.{' '}
          <code>signpost lint --fix</code> mends what is certain.
        </p>
        <fieldset class="filters">
          <legend>Show</legend>
          {SEVERITIES.map((severity) => (
            <label key={severity}>
              <input type="checkbox" checked={!hidden.has(severity)} onChange={() => toggle(severity)} />
              {severity} ({all.filter((message) => message.severity === severity).length})
            </label>
          ))}
        </fieldset>
      </section>
      {shown.map(({ path, messages }) => (
        <section class="card" key={path} aria-label={path || 'The folder itself'}>
          <h3>
            <code dir="auto">{path || 'the folder itself'}</code>
          </h3>
          <ul class="plain findings">
            {messages.map((message, at) => (
              <Finding key={at} finding={message} help={rules[message.ruleId]} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function summaryOf(errors: number, warnings: number): string {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
}

function Finding({ finding, help }: { readonly finding: LintFinding; readonly help: string | undefined }) {
  const { severity, reason, ruleId, line, column, fixable } = finding;
  const [isOpen, setOpen] = useState(false);
  return (
    <li class={`finding ${severity}`}>
      <p>
        <span class={`tag ${severity}`}>{severity}</span> <span dir="auto">{reason}</span>
        {fixable && <span class="tag">can be fixed</span>}
      </p>
      <p class="faint">
        {line !== undefined && `line ${line}${column === undefined ? '' : `, column ${column}`} · `}
        {ruleId}
      </p>
      {help !== undefined && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>What is {ruleId}?</summary>
          {isOpen && <Help text={help} />}
        </details>
      )}
    </li>
  );
}

const NO_TERMS: ReadonlySet<string> = new Set();

function Help({ text }: { readonly text: string }) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    body.current?.replaceChildren(renderMarkdown(text, { terms: NO_TERMS, resolve: () => undefined }));
  }, [text]);
  return <div ref={body} class="text" />;
}
