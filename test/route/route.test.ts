import { describe, expect, it } from 'vitest';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { openBakery } from './bakery.ts';

const bakery = openBakery();
const plain = openBakery({ tree: '' });
const chosen = (query: string, from = bakery) => from.route(query).references.map(({ id }) => id);
const scoreOf = (id: string, query: string, from = bakery) =>
  from.route(query, { limit: 100 }).candidates.find((candidate) => candidate.id === id)?.score ?? 0;

describe('route', () => {
  it.each([
    { query: 'feed the sourdough starter', id: 'bread/sourdough.md', why: 'a trigger, word for word' },
    { query: 'The starters smelled of vinegar!', id: 'bread/sourdough.md', why: 'a trigger in other forms' },
    { query: 'pumpernickel', id: 'bread/rye.md', why: 'one word that stands in one file' },
    { query: 'can you please help me with croissants', id: 'croissants.md', why: 'boilerplate says nothing' },
    { query: 'croisants', id: 'croissants.md', why: 'a slip of the finger' },
    { query: 'CAFÉS that do not pay their invoices', id: 'office/invoices.md', why: 'case and accents' },
  ])('$query → $id: $why', ({ query, id }) => {
    expect(bakery.route(query)).toMatchObject({ decision: 'route', query, references: [{ id, path: id, root: '' }] });
  });

  it('the confidence of the decision is that of the first reference', () => {
    const { confidence, references, candidates } = bakery.route('feed the sourdough starter');
    expect([references[0]?.confidence, candidates[0]?.confidence]).toEqual([confidence, confidence]);
  });

  it('is surer of a request that says all than of one that says little', () => {
    const vague = bakery.route('something about butter and unicorns');
    const exact = bakery.route('laminate butter dough for croissants');
    expect(exact.confidence).toBeGreaterThan(vague.confidence);
  });
});

describe('a request with two wishes', () => {
  it.each([
    { query: 'unpaid invoice and swap a shift', ids: ['office/invoices.md', 'office/shifts.md'] },
    { query: 'clean the mixer, then feed the sourdough starter', ids: ['bread/sourdough.md', 'mixer-maintenance.md'] },
  ])('opens a reference for each: $query', ({ query, ids }) => {
    const decision = bakery.route(query);
    expect(decision.decision).toBe('route');
    expect(decision.references.map(({ id }) => id).sort()).toEqual(ids);
  });

  it('puts the better one first', () => {
    const { references } = bakery.route('unpaid invoice and swap a shift');
    expect(references.map(({ score }) => score)).toEqual(references.map(({ score }) => score).sort((a, b) => b - a));
  });

  it('opens one reference for two words of one wish', () => {
    expect(chosen('rye bread with a sourdough taste that is dark bread')).toHaveLength(1);
  });
});

describe('ambiguous', () => {
  it('asks with the conditions of the tree that leads to the options', () => {
    const decision = bakery.route('clean the machine');
    expect(decision).toMatchObject({
      decision: 'ambiguous',
      question: {
        options: [
          { id: 'oven-maintenance.md', text: 'The machine that bakes' },
          { id: 'mixer-maintenance.md', text: 'The machine that kneads' },
        ],
      },
    });
  });

  it('asks with the triggers that differ when no tree leads to them', () => {
    const decision = plain.route('clean the machine');
    expect(decision.decision).toBe('ambiguous');
    const options = decision.decision === 'ambiguous' ? [...decision.question.options] : [];
    expect(options.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: 'mixer-maintenance.md', text: 'Mixer Maintenance: mixer is loud' },
      { id: 'oven-maintenance.md', text: 'Oven Maintenance: oven is too hot' },
    ]);
  });

  it('asks with what only their descriptions say when there are no triggers either', () => {
    const skill = (name: string, description: string) => ({
      path: `${name}/SKILL.md`,
      text: `---\nname: ${name}\ndescription: ${JSON.stringify(description)}\n---\n`,
    });
    const signpost = buildSignpost(
      [
        skill(
          'trim',
          'When the user wants to publish small programs, stripping debug symbols. Use it for "small binary".',
        ),
        skill(
          'pack',
          'When the user wants to publish small programs, building container images. Use it for "small archive".',
        ),
      ],
      { semantic: false },
    );
    const decision = signpost.route('publish small programs');
    const options = decision.decision === 'ambiguous' ? decision.question.options.map(({ text }) => text) : [];
    expect(options.sort()).toEqual(['pack: building container images', 'trim: stripping debug symbols']);
  });

  it('has one option a reference, in the same order', () => {
    const decision = bakery.route('clean the machine');
    const options = decision.decision === 'ambiguous' ? decision.question.options.map(({ id }) => id) : [];
    expect(options).toEqual(decision.references.map(({ id }) => id));
    expect(options.length).toBeGreaterThan(1);
  });

  it.each(['repair', 'how do I clean it?', 'clean and repair'])(
    'a dead heat is never decided by the id, however well both fit: %s',
    (query) => {
      const decision = plain.route(query);
      const [first, second] = decision.candidates;
      expect(first?.score).toBe(second?.score);
      expect(decision.decision).toBe('ambiguous');
    },
  );

  it('tells options apart that say the same', () => {
    const text = '---\ntitle: Notes\ndescription: Notes on flour and other things.\n---\n';
    const twins = buildSignpost([
      { path: 'a.md', text },
      { path: 'b.md', text },
    ]);
    const decision = twins.route('wheat flour prices');
    expect(decision.decision).toBe('ambiguous');
    const texts = decision.decision === 'ambiguous' ? decision.question.options.map((option) => option.text) : [];
    expect(new Set(texts).size).toBe(2);
  });
});

describe('abstain', () => {
  it.each([
    { reason: 'empty-query', query: '', why: 'nothing was asked' },
    { reason: 'empty-query', query: 'can you please help me with that?', why: 'boilerplate alone' },
    { reason: 'empty-query', query: '?! … 🍞', why: 'no word' },
    { reason: 'no-candidate', query: 'kubernetes deployment yaml', why: 'no reference has any of the words' },
    { reason: 'low-confidence', query: 'fold the laundry', why: 'one word stands in one body, the other nowhere' },
  ])('$reason for "$query": $why', ({ reason, query }) => {
    expect(bakery.route(query)).toMatchObject({ decision: 'abstain', reason, references: [] });
  });

  it('has candidates when confidence is what was missing, and their confidence', () => {
    const { candidates, confidence } = bakery.route('a panel in the month of june');
    expect(candidates.map(({ id }) => id)).toContain('office/invoices.md');
    expect(confidence).toBe(candidates[0]?.confidence);
  });

  it('has confidence 0 without a candidate', () => {
    expect(bakery.route('kubernetes').confidence).toBe(0);
  });

  it('is where `abstainBelow` says', () => {
    const weak = bakery.route('cold room').inScope;
    expect(bakery.route('cold room', { abstainBelow: weak }).decision).not.toBe('abstain');
    expect(bakery.route('cold room', { abstainBelow: weak + 0.001 })).toMatchObject({ reason: 'low-confidence' });
    expect(bakery.route('feed the sourdough starter', { abstainBelow: 1 })).toMatchObject({ decision: 'abstain' });
  });
});

describe('a question', () => {
  const page = (more: string) => `---\ndescription: Bake bread of ${more} flour.\n---\n`;
  const twins = buildSignpost([
    { path: 'a.md', text: page('rye') },
    { path: 'b.md', text: page('spelt') },
    { path: 'c.md', text: '---\ndescription: Write an invoice.\n---\n' },
  ]);
  const { confidence } = twins.route('bake bread');

  it('is asked below `ambiguousBelow`, and from there on the first is taken', () => {
    expect(twins.route('bake bread', { ambiguousBelow: confidence + 0.001 }).decision).toBe('ambiguous');
    expect(twins.route('bake bread', { ambiguousBelow: confidence }).decision).toBe('route');
    expect(twins.route('bake bread', { ambiguousBelow: 0 }).references.map(({ id }) => id)).toEqual(['a.md']);
  });

  it('is asked by nobody who is alone', () => {
    expect(twins.route('write an invoice', { ambiguousBelow: 1 }).decision).toBe('route');
  });
});

describe('an index', () => {
  it('is descended to the file that holds the knowledge', () => {
    expect(chosen('how to bake dark bread')).toEqual(['bread/rye.md']);
    expect(chosen('scoring bread')).toEqual(['bread/baguette.md']);
    expect(chosen('my bread smells of vinegar')).toEqual(['bread/sourdough.md']);
  });

  it('is the answer to a request about the whole of it', () => {
    expect(chosen('all about bread')).toEqual(['bread/INDEX.md']);
    expect(chosen('the handbook of the bakery')).toEqual(['INDEX.md']);
  });

  it('and a file below it are never alternatives, nor two wishes', () => {
    for (const query of ['bread', 'bake bread', 'rye bread', 'dark bread', 'bread and pumpernickel']) {
      const ids = chosen(query);
      expect(ids.includes('bread/INDEX.md') && ids.some((id) => /^bread\/[a-z]/.test(id))).toBe(false);
    }
  });

  it('that is all there is, leads to the file it names', () => {
    const entry = '- [rye](./rye.md) — Mix, proof and bake dark rye bread. (rye bread; pumpernickel)';
    const text = `# Bread\n\n<!-- BEGIN GENERATED INDEX -->\n${entry}\n<!-- END GENERATED INDEX -->\n`;
    const alone = buildSignpost([{ path: 'INDEX.md', text }]);
    expect(chosen('how do I bake pumpernickel', alone)).toEqual(['rye.md']);
  });

  it('lends the words of its entries to the files they name', () => {
    const block = (entry: string) => `<!-- BEGIN GENERATED INDEX -->\n${entry}\n<!-- END GENERATED INDEX -->\n`;
    const entry = '- [rye](./bread/rye.md) — Mix, proof and bake dark rye bread. (schwarzbrot)';
    expect(chosen('schwarzbrot')).toEqual([]);
    expect(chosen('schwarzbrot', openBakery({ tree: block(entry) }))).toEqual(['bread/rye.md']);
  });
});

describe('a decision tree', () => {
  it('leads to its target by words no file has', () => {
    expect(plain.route('the machine that kneads makes a noise')).toMatchObject({ reason: 'no-candidate' });
    expect(chosen('the machine that kneads makes a noise')).toEqual(['mixer-maintenance.md']);
  });

  it('adds evidence to its target, and to no other file', () => {
    const query = 'clean the machine that kneads';
    expect(scoreOf('mixer-maintenance.md', query)).toBeGreaterThan(scoreOf('mixer-maintenance.md', query, plain));
    expect(chosen(query)).toEqual(['mixer-maintenance.md']);
    expect(plain.route(query).decision).toBe('ambiguous');
    expect(scoreOf('bread/rye.md', 'rye')).toBe(scoreOf('bread/rye.md', 'rye', plain));
  });

  it('adds nothing by the question above alone: that holds for every answer', () => {
    expect(bakery.route('something broke')).toMatchObject({ decision: 'abstain', reason: 'no-candidate' });
  });

  it('adds nothing by its fallback', () => {
    const index = (from: typeof bakery) => scoreOf('INDEX.md', 'pick anything else', from);
    expect(index(bakery)).toBe(index(plain));
  });

  it('leads a request past the question a "No" answers', () => {
    const tree = [
      '## Decision Tree',
      '',
      '- Is it about a zeppelin?',
      '  - Yes → [rye](./bread/rye.md)',
      '  - No → Is it about a submarine?',
      '    - Yes → [croissants](./croissants.md)',
      '    - No → [shifts](./office/shifts.md)',
      '',
    ].join('\n');
    const asked = openBakery({ tree });
    const ids = (query: string) => asked.route(query, { limit: 100 }).candidates.map(({ id }) => id);
    expect(ids('zeppelin')).toEqual(['bread/rye.md']);
    expect(ids('submarine')).toEqual(['croissants.md']);
  });
});

describe('an exclusion', () => {
  const shifts = (sentence: string) =>
    openBakery({
      more: {
        'office/shifts.md': `---\ndescription: Plan and swap night shifts.${sentence}\ntriggers: [shift plan]\n---\n`,
      },
    });
  const silent = shifts('');

  it('in the description lowers the reference for what it excludes, and for nothing else', () => {
    const excluding = shifts(' Do not use for holidays.');
    const asked = 'a shift plan for the holidays';
    expect(scoreOf('office/shifts.md', asked, excluding)).toBeLessThan(scoreOf('office/shifts.md', asked, silent));
    expect(scoreOf('office/shifts.md', 'swap a night shift', excluding)).toBe(
      scoreOf('office/shifts.md', 'swap a night shift', silent),
    );
  });

  it('in `not_for` does the same', () => {
    const text = '---\ndescription: Plan and swap night shifts.\ntriggers: [shift plan]\nnot_for: [holidays]\n---\n';
    const excluding = openBakery({ more: { 'office/shifts.md': text } });
    const asked = 'a shift plan for the holidays';
    expect(scoreOf('office/shifts.md', asked, excluding)).toBeLessThan(scoreOf('office/shifts.md', asked, silent));
  });

  it('is not a word of the reference: what it is not for does not find it', () => {
    const ids = shifts(' Do not use for holidays.')
      .route('holidays', { limit: 100 })
      .candidates.map(({ id }) => id);
    expect(ids).toEqual(['office/leave.md']);
  });
});
