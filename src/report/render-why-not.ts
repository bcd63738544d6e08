/** Why one reference and not another → two columns of evidence and the edit that would turn it, or their JSON. */

import type { WhyNot } from '../domain/why-not.ts';
import { jsonLine, printable } from '../text/printable.ts';
import { plain, type Style } from './style.ts';

/** Lines for a person, without a newline at the end. */
export function renderWhyNot(result: WhyNot, style: Style = plain): string {
  const { decision, winner, wanted, path, isChosen, isTried, evidence, edit } = result;
  const won = winner === undefined ? 'no reference' : printable(winner.path);
  if (isChosen) {
    const others = winner && winner.id !== wanted?.id ? ` beside ${won}` : '';
    return `${style('good', printable(path))} was chosen already${others}`;
  }
  const isNearest = winner !== undefined && winner.id === wanted?.id;
  const title = decision !== 'abstain' ? `${won} was chosen` : `It abstained; nearest is ${won}`;
  const scores = `score ${(winner?.score ?? 0).toFixed(2)} against ${wanted ? wanted.score.toFixed(2) : 'none: it is not among the candidates'}`;
  const named = evidence.map((piece) => ({ ...piece, label: printable(piece.label) }));
  const width = Math.max(8, ...named.map(({ label }) => label.length));
  const rows = named.map(({ label, winner: theirs, wanted: own }) => {
    const line = `  ${label.padEnd(width)}  ${theirs.toFixed(2).padStart(6)}  ${own.toFixed(2).padStart(6)}`;
    return theirs > own ? style('bad', line) : style('good', line);
  });
  return [
    isNearest
      ? style('strong', title)
      : `${style('strong', title)}, not ${printable(path)} ${style('faint', `(${scores})`)}`,
    ...(rows.length > 0 && !isNearest ? [style('faint', `  ${''.padEnd(width)}  winner  wanted`), ...rows] : []),
    ...(edit === undefined
      ? [isTried ? 'No phrase of the request as a trigger or a branch would turn it' : NOT_TRIED]
      : [`${editLine(edit, path, style)} would turn it`, ...lostLines(edit.lost, style)]),
  ].join('\n');
}

const NOT_TRIED =
  'No trigger or branch was tried: the catalog is too large to do so while others wait, `signpost explain --why-not` does';

function editLine(edit: NonNullable<WhyNot['edit']>, path: string, style: Style): string {
  const quoted = (text: string) => style('strong', `“${printable(text)}”`);
  if (edit.kind === 'trigger') return `The trigger ${quoted(edit.trigger)} in ${printable(path)}`;
  const tree = printable(`“${edit.heading}” of ${edit.path}`);
  return `A branch ${quoted(edit.condition)} → ${printable(path)} in ${tree}`;
}

/** As many as are named of the requests that would be lost. */
const SHOWN = 5;

function lostLines(lost: NonNullable<WhyNot['edit']>['lost'], style: Style): string[] {
  if (lost.length === 0) return [style('faint', '  and take no other labelled request away')];
  const rows = lost
    .slice(0, SHOWN)
    .map(({ query, before, after }) =>
      style('bad', printable(`  - “${query}” ${before ?? 'none'} → ${after ?? 'none'}`)),
    );
  return lost.length > SHOWN ? [...rows, `  … and ${lost.length - SHOWN} more`] : rows;
}

/** The result on one line. */
export function renderWhyNotJson(result: WhyNot): string {
  return jsonLine(result, (_key, value: unknown) => value ?? null);
}
