/** Decision trees → the drawing of what was understood, or its JSON. */

import type { Branch, DecisionTree } from '../domain/reference.ts';
import { jsonLine, printable } from '../text/printable.ts';
import { plain, type Style } from './style.ts';

/** Draw trees, one after the other; without a newline at the end. */
export function renderTrees(trees: readonly DecisionTree[], style: Style = plain): string {
  return trees
    .map(({ heading, branches, gaps }) =>
      [
        style('strong', printable(heading)),
        ...drawBranches(branches, '', style),
        ...gaps.map(({ lacks, text, line }) => style('warn', `! line ${line}, “${printable(text)}”: no ${lacks}`)),
      ].join('\n'),
    )
    .join('\n\n');
}

function drawBranches(branches: readonly Branch[], indent: string, style: Style): string[] {
  return branches.flatMap(({ condition, targets, outcome, branches: inner }, index) => {
    const last = index === branches.length - 1;
    const places = targets.map(({ path }) => style('good', printable(path)));
    const ends = outcome === undefined ? places : [...places, style('faint', printable(outcome))];
    const line = `${indent}${last ? '└─' : '├─'} ${printable(condition)}${ends.length > 0 ? ` → ${ends.join(', ')}` : ''}`;
    return [line, ...drawBranches(inner, `${indent}${last ? '   ' : '│  '}`, style)];
  });
}

/** `{"trees":[{"heading","branches":[{"condition","targets":[{"path","text"}],"branches":[…]}]}]}` */
export function renderTreesJson(trees: readonly DecisionTree[]): string {
  const shapeOf = ({ condition, targets, branches }: Branch): unknown => ({
    condition,
    targets: targets.map(({ path, text }) => ({ path, text })),
    branches: branches.map(shapeOf),
  });
  return jsonLine({
    trees: trees.map(({ heading, branches }) => ({ heading, branches: branches.map(shapeOf) })),
  });
}
