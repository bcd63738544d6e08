/** What README and the manual show: their commands run, their code compiles and runs, their links lead somewhere. */

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorMeanings } from '../../src/domain/error.ts';
import { messageSeverities } from '../../src/domain/message.ts';
import { openSignpost } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';

const pages = [
  ...['README.md', 'DESIGN.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'SKILL.md'],
  ...[...manual('docs'), ...manual('references')],
];

function manual(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path))
    .sort();
}

/** The fences of a page in one of the languages. */
function fences(page: string, ...languages: readonly string[]): string[] {
  const found = readFileSync(page, 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return [...found].filter(([, language]) => languages.includes(language ?? '')).map(([, , code]) => code ?? '');
}

let folder: string;

beforeAll(() => {
  // A project that depends on this one and has its references.
  folder = mkdtempSync(join(tmpdir(), 'signpost-docs-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(process.cwd(), join(folder, 'node_modules/signpost'));
  symlinkSync(join(process.cwd(), 'references'), join(folder, 'references'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('code in the documentation', () => {
  const snippets = ['README.md', ...manual('references/signpost')].flatMap((page) =>
    fences(page, 'ts').map((code, index) => {
      const name = `${page} #${index + 1}`;
      return { name, code, file: `${name.replace(/\W+/g, '-')}.ts` };
    }),
  );

  // All at once, each a module of its own: a compiler takes seconds to start.
  it('compiles', { timeout: 120_000 }, () => {
    for (const { file, code } of snippets) writeFileSync(join(folder, file), code);
    const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck', '--preserveSymlinks'];
    const apart = ['--moduleDetection', 'force'];
    const types = ['--types', 'node', '--typeRoots', join(process.cwd(), 'node_modules/@types')];
    const compiled = spawnSync(
      process.execPath,
      [tsc, ...options, ...apart, ...types, ...snippets.map(({ file }) => file)],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(compiled.stdout).toBe('');
  });

  it.each(snippets)('$name runs', ({ file }) => {
    const ran = spawnSync(process.execPath, [file.replace(/ts$/, 'js')], { cwd: folder, encoding: 'utf8' });
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
  });
});

describe('the README', () => {
  it('shows the answer its first command gives', () => {
    const [shown = ''] = fences('README.md', 'console');
    const [command = '', ...answer] = shown.trimEnd().split('\n');
    const query = /route "(.*)"$/.exec(command)?.[1] ?? '';
    const { stdout } = spawnSync(process.execPath, ['dist/bin/signpost.cjs', 'route', query], { encoding: 'utf8' });
    expect(answer.join('\n')).toBe(stdout.trimEnd());
  });

  it('names the two commands', () => {
    const text = readFileSync('README.md', 'utf8');
    expect(text).toContain('npm ci && npx signpost route "We run our models in dbt Cloud and want them in Dagster"');
    expect(text).toContain('npm ci && npm test');
  });
});

describe('the shipped references', () => {
  it('are without a message, SKILL.md included', async () => {
    const { messages } = await openSignpost({ roots: ['references'] });
    const skill = buildSignpost([{ path: 'SKILL.md', text: readFileSync('SKILL.md', 'utf8') }]);
    const own = skill.messages.filter(({ ruleId }) => !['index-alone'].includes(ruleId ?? ''));
    expect([...messages, ...own].map(String)).toEqual([]);
    expect(skill.catalog.references[0]?.triggers).not.toEqual([]);
  });
});

describe('links', () => {
  it.each(pages)('%s leads to files that exist', (page) => {
    const text = readFileSync(page, 'utf8')
      .replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
      .replace(/`[^`\n]*`/g, '');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(join(dirname(page), decodeURIComponent(link))))).toEqual([]);
  });
});

describe('the manual', () => {
  it('explains every message, and no other', () => {
    const pages = readdirSync('references/signpost/messages').filter((name) => name !== 'INDEX.md');
    expect(pages.map((name) => name.replace(/\.md$/, '')).sort()).toEqual(Object.keys(messageSeverities).sort());
  });

  it('explains every error code, and no other', () => {
    const text = readFileSync('references/signpost/library.md', 'utf8');
    expect([...new Set(text.match(/\bSIGNPOST_[A-Z_]+\b/g))].sort()).toEqual(Object.keys(errorMeanings).sort());
  });
});

describe('files that pages name', () => {
  it.each(pages)('%s', (page) => {
    const named = readFileSync(page, 'utf8').matchAll(/`((?:src|test|scripts|docs)\/[\w./-]+)`/g);
    // In capitals stands what a reader puts in.
    const paths = [...named].map(([, path = '']) => path).filter((path) => !/(?:ID|NAME)\./.test(path));
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
