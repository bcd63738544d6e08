/** What a project depends on: the names in the nearest package.json and pyproject.toml. */

import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FileRefused, readFile } from '../../load/disk/read-file.ts';
import { projectFolders } from './folders.ts';

/** A manifest is a page; what is larger is something else. */
const LARGEST = 256 * 1024;
const MOST_NAMES = 1000;
/** Both registries stop at about that. */
const LONGEST_NAME = 214;
const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const;
/** A text of TOML in one line. */
const STRING = /"([^"]*)"|'([^']*)'/g;
/** The name a requirement begins with, as `dagster-dbt[snowflake]>=0.24` does. */
const NAME = /^[A-Za-z\d][\w.-]*(?=[\s[<>=!~;@]|$)/;
/** Tables of pyproject.toml whose keys are names, and keys of others whose lists are requirements. */
const TABLE_OF_NAMES = /^tool\.poetry\.(?:group\.[\w-]+\.)?(?:dev-)?dependencies$/;
const LISTS = /^(?:project\.optional-dependencies|dependency-groups)$/;

/**
 * Names of the packages a project depends on.
 *
 * @param cwd
 *   A folder in it: the nearest of each manifest in the folders of the project counts.
 * @param home
 *   The user's folder; `''` when there is none.
 * @returns
 *   At most 1,000 names without versions, none where there is no manifest or it cannot be read.
 */
export function dependenciesOf(cwd: string, home: string): string[] {
  const names = [
    ...namesIn(cwd, home, 'package.json', namesOfPackage),
    ...namesIn(cwd, home, 'pyproject.toml', namesOfPyproject),
  ];
  return [...new Set(names)].slice(0, MOST_NAMES);
}

function namesIn(cwd: string, home: string, file: string, parse: (text: string) => string[]): string[] {
  for (const pathOf of projectFolders(cwd, home)) {
    try {
      const path = pathOf(file);
      if (path === undefined) continue;
      // A link to a manifest elsewhere is no manifest of the project.
      const real = join(realpathSync.native(dirname(path)), file);
      return parse(readFile(real, { most: LARGEST }).bytes.toString('utf8'));
    } catch (error) {
      if (!(error instanceof FileRefused)) return [];
    }
  }
  return [];
}

function namesOfPackage(text: string): string[] {
  const manifest: unknown = JSON.parse(text);
  return SECTIONS.flatMap((section) => Object.keys(Object(Reflect.get(Object(manifest), section))));
}

/**
 * The requirements of a pyproject.toml, line by line. Nothing hangs on a name too many or too few, and a parser of TOML
 * would take longer to load than the hook has.
 */
function namesOfPyproject(text: string): string[] {
  const names: string[] = [];
  let table = '';
  let isOpen = false;
  for (const line of text.split(/[\r\n]+/).map(withoutComment)) {
    const heading = /^\[\[?\s*([\w.\-"']+)\s*\]\]?$/.exec(line)?.[1];
    if (heading !== undefined) {
      table = heading;
      isOpen = false;
      continue;
    }
    if (TABLE_OF_NAMES.test(table)) {
      const key = /^["']?([\w.-]+)["']?\s*=/.exec(line)?.[1];
      if (key !== undefined && key !== 'python') names.push(key);
      continue;
    }
    const opens = LISTS.test(table)
      ? /^[\w.-]+\s*=\s*\[/.test(line)
      : table === 'project' && /^dependencies\s*=\s*\[/.test(line);
    if (opens) isOpen = true;
    if (!isOpen) continue;
    const list = opens ? line.slice(line.indexOf('[')) : line;
    // First the texts, then what is in each: one pattern for both takes for ever on a text that does not end.
    for (const [, double, single] of list.matchAll(STRING)) {
      for (const name of nameIn(double ?? single ?? '')) names.push(name);
    }
    // A bracket of an extra stands inside of quotation marks.
    if (list.replace(STRING, '').includes(']')) isOpen = false;
  }
  return names;
}

function nameIn(requirement: string): string[] {
  const name = NAME.exec(requirement.trimStart().slice(0, LONGEST_NAME))?.[0];
  return name === undefined ? [] : [name];
}

function withoutComment(line: string): string {
  const from = line.search(/(?:^|\s)#/);
  return (from === -1 ? line : line.slice(0, from)).trim();
}
