/** Index blocks: markers → blocks. */

import type { VFile } from 'vfile';
import type { IndexBlock } from '../../domain/reference.ts';
import { reportMessage } from '../../domain/report-message.ts';
import { readEntries } from './index-entries.ts';
import type { ScannedMarker } from './index-markers.ts';
import type { Effort } from './processor.ts';

/**
 * Find the index blocks of a document and read their entries.
 *
 * @param file
 *   The document. Markers that do not pair up are reported on it, and their block is left out.
 * @param text
 *   The whole file.
 * @param markers
 *   What the scanner found, in order.
 * @param effort
 *   What may be spent on parsing the blocks (default: that of a document).
 * @returns
 *   Blocks in order; offsets count in `text`.
 */
export function readIndexBlocks(
  file: VFile,
  text: string,
  markers: readonly ScannedMarker[],
  effort?: Effort,
): IndexBlock[] {
  const blocks: IndexBlock[] = [];
  const names = new Set<string>();
  let open: ScannedMarker | undefined;
  const complain = (marker: ScannedMarker, seen: string, expected: string) =>
    reportMessage(file, 'index-markers', `Unexpected ${seen}, expected ${expected}`, {
      line: marker.line,
      column: marker.start - text.lastIndexOf('\n', marker.start),
    });
  for (const marker of markers) {
    if (marker.edge === 'begin') {
      if (open) complain(open, 'BEGIN marker without an END', 'END before the next BEGIN');
      open = marker;
    } else if (!open) {
      complain(marker, 'END marker without a BEGIN', 'BEGIN before END');
    } else {
      const { name, line } = open;
      if (marker.name !== '' && marker.name !== name) {
        complain(marker, `END marker of ${named(marker.name)}`, `the END of ${named(name)}`);
      } else if (names.has(name)) {
        complain(open, `second index block ${name ? `named \`${name}\`` : 'without a name'}`, 'one block of a name');
      } else {
        const start = endOfLine(text, open.end, marker.start);
        const entries = readEntries(file, text.slice(start, marker.start), line, effort);
        names.add(name);
        blocks.push({ name, entries, start, end: marker.start, line });
      }
      open = undefined;
    }
  }
  if (open) {
    const beside = text.slice(open.end, endOfLine(text, open.end, text.length)).includes('END GENERATED INDEX');
    if (beside) complain(open, 'END marker on the line of its BEGIN', 'a line of its own for each');
    else complain(open, 'end of file after a BEGIN marker', 'an END marker');
  }
  return blocks;
}

/** Where the words end that somebody wrote behind a marker: they are theirs. */
function endOfLine(text: string, from: number, before: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline === -1 ? before : Math.min(newline, before);
  return from + text.slice(from, end).trimEnd().length;
}

function named(name: string): string {
  return name === '' ? 'the block without a name' : `the block \`${name}\``;
}
