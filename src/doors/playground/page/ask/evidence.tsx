/** What speaks for one candidate, piece by piece. */

import type { ExplainedCandidate } from '../../../../domain/explanation.ts';
import { notesOf } from '../../../../report/render-explanation.ts';
import { contributionsTo } from './explanation.ts';

/** Pieces that are shown at once; more are folded away. */
const SHOWN = 6;

/** The evidence, the strongest first, and the words it stands on. */
export function EvidenceList({ candidate }: { readonly candidate: ExplainedCandidate }) {
  const { found } = candidate;
  const contributions = contributionsTo(candidate);
  const largest = Math.max(...contributions.map(({ contribution }) => Math.abs(contribution)), 0.001);
  const rows = contributions.map((piece) => {
    const { label, kind, contribution } = piece;
    return (
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
        {notesOf(piece).map((note) => (
          <span key={note.label} class="faint note">
            {note.label}: <bdi>{note.value}</bdi>
          </span>
        ))}
      </li>
    );
  });
  return (
    <>
      {found.length > 0 && (
        <ul class="plain chips" aria-label="Words of the request it holds">
          {found.map(({ term, fields }) => (
            <li key={term} class="chip">
              <mark>
                <bdi>{term}</bdi>
              </mark>{' '}
              <span class="faint">in {fields.join(', ')}</span>
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
