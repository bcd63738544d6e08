/** What a project depends on: the names in the nearest package.json and pyproject.toml. */

import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A manifest is a page; what is larger is something else. */
const LARGEST = 256 * 1024;
const MOST_LEVELS = 12;
const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const;
/** A name at the start of a requirement, `dagster-dbt[snowflake]>=0.24` say. */
const REQUIREMENT = /["']\s*([A-Za-z\d](?:[\w.-]*[A-Za-z\d])?)\s*(?:\[[^\]]*\])?\s*(?:[<>=!~;@ ][^"']*)?["']/g;
/** Tables of pyproject.toml whose keys are names, and keys of others whose lists are requirements. */
const TABLE_OF_NAMES = /^tool\.poetry\.(?:group\.[\w-]+\.)?(?:dev-)?dependencies$/;
const LISTS = /^(?:project\.optional-dependencies|dependency-groups)$/;

/**
 * Names of the packages a project depends on.
 *
 * @param cwd
 *   A folder in it: each manifest is looked for from there up to the folder that holds `.git`.
 * @returns
 *   Names without versions, none where there is no manifest or it cannot be read.
 */
export function dependenciesOf(cwd: string): string[] {
  const names = [...namesIn(cwd, 'package.json', namesOfPackage), ...namesIn(cwd, 'pyproject.toml', namesOfPyproject)];
  return [...new Set(names)];
}

function namesIn(cwd: string, file: string, parse: (text: string) => string[]): string[] {
  let folder = cwd;
  for (let level = 0; level < MOST_LEVELS; level++) {
    try {
      const path = join(folder, file);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isFile() && stats.size <= LARGEST) return parse(readFileSync(path, 'utf8'));
    } catch {
      return [];
    }
    if (statSync(join(folder, '.git'), { throwIfNoEntry: false }) || dirname(folder) === folder) return [];
    folder = dirname(folder);
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
  for (const line of text.split('\n').map((own) => own.replace(/(?:^|\s)#.*$/, '').trim())) {
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
    for (const match of list.matchAll(REQUIREMENT)) names.push(match[1] ?? '');
    // A bracket of an extra stands inside of quotation marks.
    if (list.replace(/"[^"]*"|'[^']*'/g, '').includes(']')) isOpen = false;
  }
  return names.filter((name) => name !== '');
}
