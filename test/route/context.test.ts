import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSignpost, type RequestContext, SignpostError } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { explainedIn } from './bakery.ts';

const file = (path: string, front: string, body = '') => ({ path, text: `---\n${front}\n---\n# ${path}\n\n${body}\n` });

const rules = buildSignpost([
  file('api.mdc', 'description: Conventions of our API handlers\nglobs: src/api/**/*.ts, src/http/**'),
  file('tests.instructions.md', 'description: How we write tests\napplyTo: "**/*.{test,spec}.ts"'),
  file('forms.md', 'description: Forms and their validation\npaths:\n  - src/forms/**'),
  file('docker.md', 'description: Images and containers for deployment'),
  file('style.mdc', 'description: Style of all code in this project\nalwaysApply: true'),
  file('release.md', 'description: Cut a release and publish it\ndisable-model-invocation: true'),
  file('kubernetes.md', 'description: Manifests and rollout on Kubernetes'),
]);
const first = (query: string, context: RequestContext) => rules.route(query, { context }).references[0]?.id;

describe('files at hand', () => {
  it.each([
    { files: ['src/api/users.ts'], id: 'api.mdc' },
    { files: ['src/http/deep/server.ts'], id: 'api.mdc' },
    { files: ['src/forms/login.ts'], id: 'forms.md' },
    { files: ['src\\forms\\login.ts'], id: 'forms.md' },
    { files: ['README.md', 'lib/a.test.ts'], id: 'tests.instructions.md' },
  ])('$files speak for $id', ({ files, id }) => {
    expect(first('add a case for empty names', { files })).toBe(id);
  });

  it('say nothing against what the request is clearly about', () => {
    expect(first('containers for deployment', { files: ['src/api/users.ts'] })).toBe('docker.md');
  });

  it('change nothing where no glob matches', () => {
    const context = { files: ['Makefile'] };
    for (const query of ['containers for deployment', 'how do we write tests', 'bake a cake']) {
      expect(rules.route(query, { context })).toEqual(rules.route(query));
    }
  });

  it('are in the explanation', () => {
    const decision = rules.route('add a case', { context: { files: ['src/api/users.ts'] }, explain: true });
    expect(explainedIn(decision, 'api.mdc').evidence).toHaveProperty('files');
  });
});

describe('the turns before', () => {
  const history = ['rollout on Kubernetes'];

  it.each([
    { query: 'and in production?', what: 'a request that goes on' },
    { query: 'why?', what: 'a request without a term' },
    { query: 'how do I undo that', what: 'a request that refers back' },
    { query: '那么生产环境呢', what: 'a request that goes on, in Chinese' },
  ])('answer $what: $query', ({ query }) => {
    expect(first(query, { history })).toBe('kubernetes.md');
    expect(rules.route(query).decision).toBe('abstain');
  });

  it.each([
    { query: 'containers for deployment', id: 'docker.md' },
    { query: 'now show me how we write tests', id: 'tests.instructions.md' },
    { query: 'Forms with validation of a date', id: 'forms.md' },
  ])('give way to a new subject: $query', ({ query, id }) => {
    expect(first(query, { history })).toBe(id);
  });

  it.each([
    'bake a chocolate cake with cherries',
    'интеграция со склада товаров и цен',
    'Y axis of a picture with dogs',
  ])('do not answer what is no follow-up: %s', (query) => {
    expect(rules.route(query, { context: { history } }).decision).toBe('abstain');
  });

  it('count less the further back they are, and not past the third', () => {
    const context = { history: ['rollout on Kubernetes', 'forms and their validation'] };
    expect(first('and in production?', context)).toBe('forms.md');
    const long = { history: ['rollout on Kubernetes', 'bake a cake', 'bake bread', 'bake cookies'] };
    expect(rules.route('and in production?', { context: long }).decision).toBe('abstain');
  });

  it('are in the explanation', () => {
    const decision = rules.route('and in production?', { context: { history }, explain: true });
    expect(decision.explanation?.followUp).toBe(0.8);
    expect(explainedIn(decision, 'kubernetes.md').evidence).toHaveProperty('inherited');
  });
});

it('languages and dependencies speak for references that name them', () => {
  const two = buildSignpost([
    file('a.md', 'description: Validate input of forms with zod'),
    file('b.md', 'description: Validate input of forms with pydantic'),
  ]);
  const validate = (dependencies: string[]) => two.route('validate the input of a form', { context: { dependencies } });
  expect(validate(['zod', 'react']).candidates[0]?.id).toBe('a.md');
  expect(validate(['pydantic']).candidates[0]?.id).toBe('b.md');
});

describe('how a reference comes to be read', () => {
  it('names what is read always beside every decision, and sends nobody there', () => {
    for (const query of ['style of all code', 'bake a cake', '']) {
      const decision = rules.route(query);
      expect(decision.always).toEqual(['style.mdc']);
      expect(decision.candidates.map(({ id }) => id)).not.toContain('style.mdc');
    }
  });

  it('sends nobody to what a person calls by its name, and says so', () => {
    const { candidates, explanation } = rules.route('cut a release and publish it', { explain: true });
    expect(candidates.map(({ id }) => id)).not.toContain('release.md');
    expect(explanation?.leftOut).toContainEqual({ id: 'release.md', reading: 'by-name' });
    expect(rules.read('release.md')).toContain('# release.md');
  });

  it('takes what belongs to such a skill along', () => {
    const skill = buildSignpost([
      file('deploy/SKILL.md', 'name: deploy\ndescription: Deploy to production.\ndisable-model-invocation: true'),
      file('deploy/steps.md', 'description: Steps of a deploy to production.'),
      file('build/SKILL.md', 'name: build\ndescription: Build an image.'),
    ]);
    expect(skill.route('deploy to production').candidates.map(({ id }) => id)).not.toContain('deploy/steps.md');
  });

  it('says why what a file at hand would lead to was left out', () => {
    const one = buildSignpost([file('a.md', 'description: About a\nglobs: src/**\ndisable-model-invocation: true')]);
    const { explanation } = one.route('thing', { context: { files: ['src/a.ts'] }, explain: true });
    expect(explanation?.leftOut).toEqual([{ id: 'a.md', reading: 'by-name' }]);
  });

  it('takes an AGENTS.md for what it is: for all of its folder, and at the top for everything', () => {
    const project = buildSignpost([
      { path: 'AGENTS.md', text: '# Project\n\nRun the tests before every commit.' },
      { path: 'packages/api/AGENTS.md', text: '# API\n\nHandlers are pure.' },
      { path: 'packages/web/AGENTS.md', text: '# Web\n\nComponents have stories.' },
    ]);
    const decision = project.route('add a case', { context: { files: ['packages/api/src/users.ts'] } });
    expect(decision).toMatchObject({ references: [{ id: 'packages/api/AGENTS.md' }], always: ['AGENTS.md'] });
    expect(project.catalog.references.map(({ name }) => name)).toEqual(['AGENTS', 'api', 'web']);
    expect(project.messages).toEqual([]);
    const pages = buildSignpost([{ path: 'app/[id]/AGENTS.md', text: '# Pages' }]);
    const files = ['app/[id]/page.tsx'];
    expect(pages.route('add a case', { context: { files } }).references[0]?.id).toBe('app/[id]/AGENTS.md');
  });

  it('keeps every AGENTS.md, of folders of one name and of several roots', () => {
    const text = '# How to work here';
    const paths = ['AGENTS.md', 'packages/api/AGENTS.md', 'services/api/AGENTS.md'];
    const documents = ['own', 'shared'].flatMap((root) => paths.map((path) => ({ root, path, text })));
    const { catalog, messages } = buildSignpost(documents);
    expect(catalog.references.map(({ id }) => id)).toEqual([...paths, ...paths.map((path) => `shared/${path}`)]);
    expect(messages).toEqual([]);
  });

  it('reads globs as editors write them, and names of rules and instructions without their endings', () => {
    const { references } = rules.catalog;
    const globsOf = (id: string) => references.find((reference) => reference.id === id)?.globs;
    expect(globsOf('api.mdc')).toEqual(['src/api/**/*.ts', 'src/http/**']);
    expect(globsOf('tests.instructions.md')).toEqual(['**/*.{test,spec}.ts']);
    const bare = buildSignpost([file('a.mdc', 'description:\nglobs: *.tsx,*.css\nalwaysApply: false')]);
    expect(bare.catalog.references[0]?.globs).toEqual(['*.tsx', '*.css']);
    const globs = (text: string) => buildSignpost([file('a.mdc', text)]).catalog.references[0]?.globs;
    expect(globs('globs: **/*.ts # all of it')).toEqual(['**/*.ts']);
    expect(globs('globs: "src/{a,{b,c}}/*.ts, x[a,b].ts"')).toEqual(['src/{a,{b,c}}/*.ts', 'x[a,b].ts']);
    expect(bare.messages.filter(({ fatal }) => fatal)).toEqual([]);
    expect(references.map(({ name }) => name)).toEqual(expect.arrayContaining(['tests', 'api']));
  });
});

describe('any context', () => {
  it.each([
    { context: { files: 'a.ts' } },
    { context: { history: [5] } },
    { context: { file: ['a.ts'] } },
    { context: 'a.ts' },
    { context: null },
  ])('is refused when it is none: $context', ({ context }) => {
    expect(() => rules.route('x', { context } as object)).toThrow(SignpostError);
  });

  it('gives a decision, the same each time', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 5 });
    const contexts = fc.record({ files: texts, history: texts, languages: texts, dependencies: texts });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), contexts, (query, context) => {
        const decision = rules.route(query, { context, explain: true });
        expect(rules.route(query, { context, explain: true })).toEqual(decision);
        expect(decision.inScope).toBeGreaterThanOrEqual(0);
        expect(decision.inScope).toBeLessThanOrEqual(1);
        for (const { score } of decision.candidates) expect(Number.isFinite(score)).toBe(true);
      }),
    );
  });

  it('does not change the shipped references when it is empty', async () => {
    const signpost = await openSignpost({ roots: ['references'] });
    const query = 'How do I write triggers?';
    expect(signpost.route(query, { context: {} })).toEqual(signpost.route(query));
  });
});
