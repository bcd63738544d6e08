/** `signpost.config.json`: where it is found, what is read, and how a mistake in it is named. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignpostError } from '../../../src/domain/signpost-error.ts';
import { findJsonMistake } from '../../../src/load/config/json-place.ts';
import { findConfig, parseConfig, readConfig } from '../../../src/load/config/read-config.ts';

const NAME = 'signpost.config.json';
const top = join(import.meta.dirname, '../../..');

/** What is said of a configuration that is wrong. */
function complaint(text: string): string {
  try {
    parseConfig(text, NAME);
  } catch (error) {
    if (error instanceof SignpostError && error.code === 'SIGNPOST_BAD_CONFIG') return error.message;
    throw error;
  }
  throw new Error('expected a complaint');
}

describe('parseConfig', () => {
  it('takes everything the schema knows', () => {
    const config = {
      $schema: './node_modules/signpost/signpost.config.schema.json',
      index: { style: 'table', nested: true, budget: { lines: 10, tokens: 20, characters: 30 } },
      lint: { rules: { 'index-entry-drift': 'error', 'tree-empty': 'off' }, fields: ['owner'] },
    };
    expect(parseConfig(JSON.stringify(config), NAME)).toEqual(config);
    expect(parseConfig(`\ufeff${JSON.stringify(config)}\r\n`, NAME)).toEqual(config);
    expect(parseConfig('{}', NAME)).toEqual({});
  });

  it.each([
    [
      '{"indx":{}}',
      /^Unexpected key `indx` in signpost\.config\.json, expected one of .*index, lint, route: did you mean `index`\?$/,
    ],
    ['{"index":{"stlye":"path"}}', /^Unexpected key `stlye` in `index` in .* did you mean `style`\?$/],
    ['{"index":{"budget":{"Tokens":1}}}', /key `Tokens` in `index\.budget` .* did you mean `tokens`\?$/],
    ['{"lint":{"rules":{"index-entry-drft":"off"}}}', /rule `index-entry-drft` .* did you mean `index-entry-drift`\?$/],
    [
      '{"index":{"style":"tabel"}}',
      /value `tabel` of `index\.style` .*expected one of auto, path, title, table: did you mean `table`\?$/,
    ],
    ['{"index":{"style":7}}', /value `7` of `index\.style`/],
    [
      '{"lint":{"rules":{"tree-empty":"warnn"}}}',
      /value `warnn` of `lint\.rules\.tree-empty` .* did you mean `warn`\?$/,
    ],
    ['{"index":{"nested":"yes"}}', /value of `index\.nested` .*expected true or false$/],
    ['{"index":{"budget":{"lines":0}}}', /value of `index\.budget\.lines` .*expected a whole number of 1 or more$/],
    ['{"index":{"budget":{"lines":1.5}}}', /value of `index\.budget\.lines` .*expected a whole number of 1 or more$/],
    ['{"lint":{"fields":"owner"}}', /value of `lint\.fields` .*expected a list of texts$/],
    ['{"lint":{"fields":[1]}}', /value of `lint\.fields\.0` .*expected a text$/],
    ['[]', /value of signpost\.config\.json, expected an object$/],
    ['null', /expected an object$/],
    ['{"__proto__":{"index":{}}}', /key `__proto__`/],
    ['{"lint":{"rules":{"__proto__":"off"}}}', /key `__proto__`/],
    ['{"constructor":1}', /key `constructor`/],
    ['{"index":{"style":"path","template":"- {link}"}}', /`index\.style` beside `index\.template`/],
    [`{"${'x'.repeat(5000)}":1}`, /^.{0,300}$/],
  ])('names what is wrong: %s', (text, expected) => {
    expect(complaint(text)).toMatch(expected);
    expect(complaint(text)).toContain(NAME);
  });

  it.each([
    ['', '1:1', 'end of file'],
    ['{', '1:2', 'end of file'],
    ['{\n  "index": {},\n}', '3:1', '`}`'],
    ['{\n  index: {}\n}', '2:3', '`i`'],
    ['{"index": tru}', '1:11', '`t`'],
    ['{"a": "x\ny"}', '1:7', '`"`'],
    ['[1 2]', '1:4', '`2`'],
    ['{} {}', '1:4', '`{`'],
    ['// remark\n{}', '1:1', '`/`'],
    ['{"a": 01}', '1:7', '`0`'],
  ])('says where it stops being JSON: %j', (text, place, seen) => {
    expect(complaint(text)).toBe(`Unexpected ${seen} in ${NAME}:${place}, expected JSON`);
  });

  it('finds a mistake exactly where there is one, whatever the text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-',
      '0',
      'true',
      'nul',
      ' ',
      '\n',
      '"',
      '\\',
      '1e5',
      '"\\u00e9"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          expect(findJsonMistake(text) === undefined).toBe(valid);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('comes to an end on nesting past any stack', () => {
    expect(complaint('['.repeat(100_000))).toMatch(/end of file/);
  });
});

describe('findConfig', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'signpost-config-'));
    mkdirSync(join(folder, 'docs/references'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (path: string, style: string) =>
    writeFileSync(join(folder, path, NAME), JSON.stringify({ index: { style } }));
  const styleAt = (path: string) => readConfig(join(folder, path)).index?.style;

  it('takes the nearest up to the top of the repository', () => {
    mkdirSync(join(folder, '.git'));
    put('.', 'title');
    expect(styleAt('docs/references')).toBe('title');
    put('docs', 'path');
    expect(styleAt('docs/references')).toBe('path');
    put('docs/references', 'table');
    expect(styleAt('docs/references')).toBe('table');
    expect(findConfig(join(folder, 'docs'))?.path).toMatch(/docs.signpost\.config\.json$/);
  });

  it('looks no further than the top of the repository', () => {
    put('.', 'title');
    mkdirSync(join(folder, 'docs/.git'));
    expect(styleAt('docs/references')).toBeUndefined();
  });

  it('looks at the root alone outside of a repository', () => {
    put('docs', 'title');
    expect(readConfig(join(folder, 'docs/references'))).toEqual({});
    expect(styleAt('docs')).toBe('title');
    expect(readConfig(join(folder, 'nowhere'))).toEqual({});
  });

  it.each([
    ['a folder', () => mkdirSync(join(folder, NAME)), /expected a file of JSON/],
    ['too large', () => writeFileSync(join(folder, NAME), ' '.repeat(300_000)), /300000 bytes/],
  ])('names a file that is %s', (_name, make, expected) => {
    make();
    expect(() => readConfig(folder)).toThrow(expected);
    expect(() => readConfig(folder)).toThrow(join(folder, NAME));
  });
});

it('ships the schema that the script makes', () => {
  const made = execFileSync(process.execPath, [join(top, 'scripts/config-schema.mjs'), '--print'], {
    encoding: 'utf8',
  });
  expect(readFileSync(join(top, 'signpost.config.schema.json'), 'utf8')).toBe(made);
});
