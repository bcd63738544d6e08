/** The table of features, and what stands elsewhere of each: a weight, a row in the manual, a file named for it. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FEATURE_LIST, FEATURES } from '../../src/route/features/all.ts';
import { PARAMETERS } from '../../src/route/parameters.ts';

const MANUAL = 'references/signpost/how-a-decision-is-made.md';
const FOLDER = 'src/route/features';

/** `passage-meaning` of `passageMeaning`. */
function fileOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What the first line of its file says. */
function measuredBy(name: string): string {
  return /^\/\*\* (.*) \*\/\n/.exec(readFileSync(`${FOLDER}/${fileOf(name)}.ts`, 'utf8'))?.[1] ?? '';
}

function weightOf(weight: number): string {
  return weight === 0 ? '–' : `${Number(weight.toFixed(1))}`.replace('-', '−');
}

/** The table as the manual shows it. */
function table(): string {
  const rows = FEATURE_LIST.map(
    ([
      name,
      {
        label,
        range: [least, most],
      },
    ]) => [
      label,
      `\`${name}\``,
      ...(['full', 'lexical'] as const).map((mode) => weightOf(PARAMETERS[mode].evidence[name])),
      Number.isFinite(most) ? `${least} to ${most}`.replace('-', '−') : `${least} or more`,
      measuredBy(name).replace(/\.$/, ''),
    ],
  );
  const head = ['Evidence', 'In JSON', 'With vectors', 'Words alone', 'Range', 'What it measures'];
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

describe('the table of features', () => {
  it('is what the manual shows: `npx vitest run test/route/features.test.ts -u` writes it there', async () => {
    const shown = /^\| Evidence +\|[\s\S]*?(?=\n\n)/m;
    const page = readFileSync(MANUAL, 'utf8');
    expect(page).toMatch(shown);
    await expect(page.replace(shown, table)).toMatchFileSnapshot(`../../${MANUAL}`);
  });

  it.each(['full', 'lexical'] as const)('has a weight of each, and no other: %s', (mode) => {
    const { evidence } = PARAMETERS[mode];
    expect(Object.keys(evidence).sort()).toEqual(Object.keys(FEATURES).sort());
    for (const [name, { byHand }] of FEATURE_LIST) if (byHand !== undefined) expect(evidence[name], name).toBe(byHand);
  });

  it('has a file of each, named for it, and no label twice', () => {
    const files = readdirSync(FOLDER);
    for (const [name] of FEATURE_LIST) {
      expect(files).toContain(`${fileOf(name)}.ts`);
      expect(measuredBy(name)).toMatch(/^.*\.$/);
    }
    expect(new Set(FEATURE_LIST.map(([, { label }]) => label)).size).toBe(FEATURE_LIST.length);
  });
});
