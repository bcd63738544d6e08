/** Bytes of a stream → lines, each at most as long as a message may be: of a longer one nothing is kept. */

const NEWLINE = 0x0a;

/** Who is told of lines. */
export interface LineReader {
  readonly onLine: (line: string) => void;
  /** A line has become longer; what is left of it is passed over. */
  readonly onTooLong: () => void;
}

/**
 * Split bytes into lines.
 *
 * @param longest
 *   Bytes of a line, without its newline.
 * @param reader
 *   Told of each line, as UTF-8, when its newline comes: what ends without one is no line.
 * @returns
 *   Takes the bytes as they come.
 */
export function splitLines(longest: number, { onLine, onTooLong }: LineReader): (bytes: Buffer) => void {
  let parts: Buffer[] = [];
  let length = 0;
  return (bytes) => {
    for (let from = 0; from < bytes.length; ) {
      const newline = bytes.indexOf(NEWLINE, from);
      const end = newline === -1 ? bytes.length : newline;
      const before = length;
      length += end - from;
      if (length <= longest) parts.push(bytes.subarray(from, end));
      else if (before <= longest) {
        parts = [];
        onTooLong();
      }
      if (newline !== -1) {
        if (length <= longest) onLine(Buffer.concat(parts).toString('utf8'));
        parts = [];
        length = 0;
      }
      from = end + 1;
    }
  };
}
