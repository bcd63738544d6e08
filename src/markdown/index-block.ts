/** Index blocks: markers → blocks. */

import type { VFile } from 'vfile';
import type { IndexBlock } from '../contracts/reference.ts';
import { reportMessage } from '../diagnostics/index.ts';
import { readEntries } from './index-entries.ts';
import type { ScannedMarker } from './scan.ts';

/**
 * Find the index blocks of a document and read their entries.
 *
 * @param file
 *   The document. Markers that do not pair up are reported on it, and their block is left out.
 * @param text
 *   The whole file.
 * @param markers
 *   What the scanner found, in order.
 * @returns
 *   Blocks in order; offsets count in `text`.
 */
export function readIndexBlocks(file: VFile, text: string, markers: readonly ScannedMarker[]): IndexBlock[] {
  const blocks: IndexBlock[] = [];
  let open: ScannedMarker | undefined;
  const complain = (marker: ScannedMarker, seen: string, expected: string) =>
    reportMessage(file, 'index-markers', `Unexpected ${seen}, expected ${expected}`, { line: marker.line, column: 1 });
  for (const marker of markers) {
    if (marker.edge === 'begin') {
      if (open) complain(open, 'BEGIN marker without an END', 'END before the next BEGIN');
      open = marker;
    } else if (!open) {
      complain(marker, 'END marker without a BEGIN', 'BEGIN before END');
    } else {
      const { name, line, end } = open;
      if (blocks.some((block) => block.name === name)) {
        complain(open, `second index block ${name ? `named \`${name}\`` : 'without a name'}`, 'one block of a name');
      } else {
        const entries = readEntries(file, text.slice(end, marker.start), line);
        blocks.push({ name, entries, start: end, end: marker.start, line });
      }
      open = undefined;
    }
  }
  if (open) complain(open, 'end of file after a BEGIN marker', 'an END marker');
  return blocks;
}
