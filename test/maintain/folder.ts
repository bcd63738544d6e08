/** A folder of its own for each test, and short ways to fill and read it. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A temporary folder. */
export interface TestFolder {
  readonly path: string;
  write(files: Readonly<Record<string, string>>): void;
  read(path: string): string;
  /** Every file below it, with what it holds. */
  all(): Record<string, string>;
  remove(): void;
}

/** Make an empty folder. */
export function makeFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'signpost-index-'));
  const read = (file: string) => readFileSync(join(path, file), 'utf8');
  return {
    path,
    read,
    write(files) {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(path, file)), { recursive: true });
        writeFileSync(join(path, file), text);
      }
    },
    all() {
      const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const names = files.map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1)).sort();
      return Object.fromEntries(names.map((name) => [name, read(name)]));
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A block with these lines in it, as the generator frames it. */
export function block(...lines: string[]): string {
  return ['<!-- BEGIN GENERATED INDEX -->', '', ...lines, '<!-- END GENERATED INDEX -->'].join('\n');
}

/** A file that says what it is about. */
export function described(description: string, ...triggers: string[]): string {
  return `---\ndescription: ${JSON.stringify(description)}\ntriggers: ${JSON.stringify(triggers)}\n---\n# T\n`;
}

/** A file with a title. */
export function titled(title: string, ...triggers: string[]): string {
  return `---\ntitle: ${JSON.stringify(title)}\ntriggers: ${JSON.stringify(triggers)}\n---\n`;
}
