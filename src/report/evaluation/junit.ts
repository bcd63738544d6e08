/** An evaluation → JUnit's XML, which CI services show as tests: a row is a case, a miss a failure. */

import type { EvaluatedRow, Evaluation } from '../../domain/evaluation.ts';
import { printable } from '../../text/printable.ts';

/** The document, without a newline at the end. */
export function renderEvaluationJunit({ rows }: Evaluation): string {
  const failures = rows.filter(({ right }) => !right).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="signpost" tests="${rows.length}" failures="${failures}">`,
    ...rows.map(caseOf),
    '</testsuite>',
  ].join('\n');
}

function caseOf({ id, query, expected, not, chosen, right }: EvaluatedRow): string {
  const name = id === undefined ? query : `${id}: ${query}`;
  const group = expected?.[0] ?? (expected === null ? 'not' : 'none');
  const opening = `  <testcase classname="${escaped(group)}" name="${escaped(name)}"`;
  if (right) return `${opening}/>`;
  const wanted = expected === null ? `not ${not.join(', ')}` : expected.join(' or ') || 'none';
  return `${opening}><failure message="${escaped(`chose ${chosen.join(', ') || 'none'}, expected ${wanted}`)}"/></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 knows no other control characters than white space, which `printable` leaves none of. */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}
