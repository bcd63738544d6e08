/** What speaks for one candidate, piece by piece. */

import type { EvidenceKind, Explained } from './explanation.ts';

/** What the kinds are called. */
export const KIND_NAMES: Readonly<Record<EvidenceKind, string>> = {
  words: 'same words',
  phrase: 'phrases',
  meaning: 'meaning',
  tree: 'decision tree',
  context: 'context',
  other: 'other',
};

/** Pieces that are shown at once; more are folded away. */
const SHOWN = 6;

/** The evidence, the strongest first, and the words it stands on. */
export function EvidenceList({ explained: { evidence, found } }: { readonly explained: Explained }) {
  const largest = Math.max(...evidence.map(({ contribution }) => Math.abs(contribution)), 0.001);
  const rows = evidence.map(({ label, kind, contribution, notes }) => (
    <li key={label} class="evidence">
      <span class="evidence-head">
        <span>{label}</span>
        <span class="number">
          {contribution < 0 ? '−' : '+'}
          {Math.abs(contribution).toFixed(2)}
        </span>
      </span>
      <span class="bar thin" aria-hidden="true">
        <span
          class={contribution < 0 ? 'part against' : `part ${kind}`}
          style={{ width: `${(100 * Math.abs(contribution)) / largest}%` }}
        />
      </span>
      {notes.map((note) => (
        <span key={note.label} class="faint note">
          {note.label}: <bdi>{note.value}</bdi>
        </span>
      ))}
    </li>
  ));
  return (
    <>
      {found.length > 0 && (
        <ul class="plain chips" aria-label="Words of the request it holds">
          {found.map(({ term, fields }) => (
            <li key={term} class="chip">
              <mark>
                <bdi>{term}</bdi>
              </mark>{' '}
              <span class="faint">in {fields}</span>
            </li>
          ))}
        </ul>
      )}
      <ul class="plain">{rows.slice(0, SHOWN)}</ul>
      {rows.length > SHOWN && (
        <details>
          <summary>{rows.length - SHOWN} weaker pieces of evidence</summary>
          <ul class="plain">{rows.slice(SHOWN)}</ul>
        </details>
      )}
    </>
  );
}
