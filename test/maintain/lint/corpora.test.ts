/** What the linter finds in five revisions of a real skill. Needs a folder of corpora: see the name of the test. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSignpost } from '../../../src/index.ts';
import { lint } from '../../../src/maintain/lint/lint.ts';

const corpora = join(process.env['SIGNPOST_CORPORA'] ?? '', 'dagster-expert');
const given = process.env['SIGNPOST_CORPORA'] !== undefined && existsSync(corpora);

/** Rules that ask the router change with it: what they say is checked against the router below. */
const OF_ROUTING = /^(?:trigger-(?:misroutes|duplicate|common)|description-alike)$/;

/** Findings as `path:line rule`. `name-mismatch`: the folders are called by revision. */
const FOUND: Readonly<Record<string, readonly string[]>> = {
  '15326bc': [
    'SKILL.md:2 name-mismatch',
    'references/automation/choosing-automation.md:23 tree-target-missing',
    'references/automation/choosing-automation.md:24 tree-target-missing',
    'references/automation/choosing-automation.md:25 tree-target-missing',
  ],
  '0d1aa3d': ['SKILL.md:2 name-mismatch', 'references/automation/choosing-automation.md:11 tree-fallback-missing'],
  '967dbfb': [
    'SKILL.md:2 name-mismatch',
    'references/automation/choosing-automation.md:11 tree-fallback-missing',
    'references/components/creating-components.md:104 link-file-missing',
  ],
  d1643e7: [
    'SKILL.md:2 name-mismatch',
    'SKILL.md:84 index-drift',
    'references/automation/choosing-automation.md:12 tree-fallback-missing',
  ],
  fa3c501: [
    'SKILL.md:2 name-mismatch',
    'SKILL.md:67 index-drift',
    'references/automation/choosing-automation.md:11 tree-fallback-missing',
    'references/cli/api/INDEX.md:27 index-drift',
    'references/cli/api/issue/INDEX.md:1 index-block-missing',
    'references/components/creating-components.md:104 link-file-missing',
  ],
};

describe('dagster-expert', () => {
  if (!given) {
    it('is not linted: SIGNPOST_CORPORA names no folder of corpora', () => expect(given).toBe(false));
    return;
  }

  it.each(Object.entries(FOUND))('%s has what is wrong with it, and nothing else', (revision, found) => {
    const { files } = lint({ roots: [join(corpora, revision)] });
    const findings = files.flatMap(({ path, messages }) =>
      messages.flatMap(({ line, ruleId = '', fatal }) =>
        fatal == null || OF_ROUTING.test(ruleId) ? [] : [`${path}:${line} ${ruleId}`],
      ),
    );
    expect(findings).toEqual(found);
  });

  it.each(Object.keys(FOUND))('%s has no trigger reported that leads where it should', async (revision) => {
    const root = join(corpora, revision);
    const signpost = await openSignpost({ roots: [root] });
    const reported = lint({ roots: [root] }).files.flatMap(({ path, messages }) =>
      messages.filter(({ ruleId }) => ruleId === 'trigger-misroutes').map(({ reason }) => ({ path, reason })),
    );
    expect(reported.length).toBeGreaterThan(0);
    for (const { path, reason } of reported) {
      const [, text = '', winner] = /“(.*)”, which routes to `([^`]+)`/.exec(reason) ?? [];
      const { references } = signpost.route(text);
      expect(references[0]?.path).toBe(winner);
      expect(references.map((reference) => reference.path)).not.toContain(path);
    }
  });
});
