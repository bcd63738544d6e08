import { describe, expect, it } from 'vitest';
import { handoffsIn, namesOf } from '../../src/route/handoffs.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';

const skill = (name: string, description: string) => ({
  path: `${name}/SKILL.md`,
  text: `---\nname: ${name}\ndescription: ${JSON.stringify(description)}\n---\n`,
});

const others = [
  skill('seo-audit', 'Technical reviews of a site for search engines.'),
  skill('ad-creative', 'Headlines and images for advertisements.'),
  skill('search', 'Find files by their content.'),
];

function found(description: string) {
  const { references } = buildSignpost([skill('page-copy', description), ...others]).catalog;
  const own = references.find(({ id }) => id.startsWith('page-copy'));
  return own ? handoffsIn(own, namesOf(references)).handoffs : [];
}

describe('a handoff', () => {
  it.each([
    ['For site reviews, see seo-audit.', 'For site reviews, ', ['seo-audit']],
    ['Not for site reviews — use `seo-audit`.', 'Not for site reviews — ', ['seo-audit']],
    ['NOT for banners (use marketing/ad-creative).', 'NOT for banners (', ['ad-creative']],
    [
      'When it is about rankings, use seo-audit or ad-creative.',
      'When it is about rankings, ',
      ['seo-audit', 'ad-creative'],
    ],
    ['Skip when you look for files, use search.', 'Skip when you look for files, ', ['search']],
    ['Do NOT use for rankings, see seo-audit.', 'Do NOT use for rankings, ', ['seo-audit']],
    ['If you want to try banners, use `search`.', 'If you want to try banners, ', ['search']],
  ])('is found in "%s"', (sentence, condition, names) => {
    expect(found(`Write the words of a page. ${sentence}`)).toEqual([
      { condition, to: names.map((name) => `${name}/SKILL.md`) },
    ]);
  });

  it.each([
    ['names nobody', 'For site reviews, see another-tool.'],
    ['names itself', 'For pages, use page-copy.'],
    ['only mentions another', 'Goes well with seo-audit.'],
    ['goes on after a name of one word', 'When you need files, use search with care.'],
    ['has an arrow to a word', 'For the web: pages → search.'],
    ['has the name of one word somewhere', 'For pages, use words that people search for.'],
    ['has no condition', 'Use seo-audit for site reviews.'],
    ['is empty', ''],
  ])('is none in a description that %s', (_what, description) => {
    expect(found(description)).toEqual([]);
  });
});

describe('a name', () => {
  it('that an author gave goes before what the file of another is called', () => {
    const { references } = buildSignpost([
      { path: 'a/audit/SKILL.md', text: '---\nname: page-review\ndescription: Reviews.\n---\n' },
      { path: 'b/checks/SKILL.md', text: '---\nname: audit\ndescription: Audits.\n---\n' },
    ]).catalog;
    expect(namesOf(references).get('audit')).toBe('b/checks/SKILL.md');
  });
});

describe('a description of handoffs without end', () => {
  it('is read in time', () => {
    const description = 'For site reviews, see seo-audit. '.repeat(60_000);
    const signpost = buildSignpost([skill('page-copy', description), ...others], { semantic: false });
    expect(signpost.route('site reviews').candidates[0]?.id).toBe('seo-audit/SKILL.md');
  });
});

describe('a request that is handed on', () => {
  const page = (sentence: string) =>
    buildSignpost([skill('page-copy', `Write the words of a page. ${sentence}`), ...others], { semantic: false });
  const asked = 'review how our page ranks on google';
  const candidates = (signpost: ReturnType<typeof page>) =>
    new Map(signpost.route(asked, { limit: 9 }).candidates.map(({ id, score }) => [id, score]));

  it('counts for the one it is handed to, and against the one that hands it on', () => {
    const [silent, handing] = ['', 'For how a page ranks on google, see seo-audit.'].map((text) =>
      candidates(page(text)),
    );
    expect(handing?.get('seo-audit/SKILL.md')).toBeGreaterThan(silent?.get('seo-audit/SKILL.md') ?? Number.NaN);
    expect(handing?.get('page-copy/SKILL.md')).toBeLessThan(silent?.get('page-copy/SKILL.md') ?? Number.NaN);
  });
});
