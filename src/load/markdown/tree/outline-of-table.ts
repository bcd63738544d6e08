/** A table → outline: one line a row, the condition with its targets below it. */

import type { Table, TableCell } from 'mdast';
import { anyBounded } from '../../../text/languages/any-language.ts';
import { outline, type TreeOutline } from './outline.ts';
import { type Segment, segmentsOfNodes, textOf } from './segments.ts';
import { hasTarget } from './targets.ts';

/** A routing table is read by people. */
const MOST_CELLS = 20_000;
/** Headers of columns that say when. */
const SAYS_WHEN = new RegExp(anyBounded('whenHeaders'), 'i');
/** Headers of columns that say where, though a cell may hold a bare name. */
const SAYS_WHERE = new RegExp(anyBounded('whereHeaders'), 'i');

/**
 * Read a routing table.
 *
 * @param table
 *   The table, header row first.
 * @param firstLine
 *   Line in the file of line 1 of the parsed section.
 * @returns
 *   A line for each row, empty where its condition is; its children are the cells that name targets.
 */
export function outlineOfTable(table: Table, firstLine: number): TreeOutline[] {
  const [header, ...rows] = table.children;
  if (!header || header.children.length * rows.length > MOST_CELLS) return [];
  const titles = header.children.map((cell) => textOf(segmentsOf(cell)));
  const where = titles.map((title, column) =>
    namesTargets(
      title,
      column,
      rows.map((row) => row.children[column]),
    ),
  );
  const when = titles.flatMap((_title, column) => (where[column] ? [] : [column]));
  const chosen = when.find((column) => SAYS_WHEN.test(titles[column] ?? '')) ?? when[0];
  if (chosen === undefined || !where.includes(true)) return [];
  return rows.flatMap((row) => {
    const line = firstLine + (row.position?.start.line ?? 1) - 1;
    const node = outline(segmentsOf(row.children[chosen]), line, true);
    for (const [column, cell] of row.children.entries()) {
      if (column === chosen || !(where[column] || hasTarget(segmentsOf(cell)))) continue;
      const segments = segmentsOf(cell);
      if (/[\p{L}\p{N}]/u.test(textOf(segments)))
        node.children.push(outline([{ kind: 'text', text: '→ ' }, ...segments], line));
    }
    return [node];
  });
}

/** A column names targets when most of its filled cells do, or its header says so and it is not the first. */
function namesTargets(title: string, column: number, cells: readonly (TableCell | undefined)[]): boolean {
  const filled = cells.map(segmentsOf).filter((segments) => textOf(segments) !== '');
  const naming = filled.filter(hasTarget).length;
  if (filled.length > 0 && naming * 2 >= filled.length) return true;
  return (
    (column > 0 && naming > 0 && SAYS_WHERE.test(title)) ||
    (column > 0 && SAYS_WHERE.test(title) && !SAYS_WHEN.test(title))
  );
}

function segmentsOf(cell: TableCell | undefined): Segment[] {
  return cell ? segmentsOfNodes(cell.children) : [];
}
