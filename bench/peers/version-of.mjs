/** The version of a package that is installed for benchmarks: `package.json` beside it names exact ones. */
import { readFileSync } from 'node:fs';

const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

export const versionOf = (name) => dependencies[name];
