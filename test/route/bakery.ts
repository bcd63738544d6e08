/** The handbook of an invented bakery: the corpus of the routing tests. */

import type { Decision, ExplainedCandidate, Signpost } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';

interface Page {
  readonly title: string;
  readonly description: string;
  readonly triggers: string;
  readonly body: string;
}

const PAGES: Readonly<Record<string, Page>> = {
  'bread/sourdough.md': {
    title: 'Sourdough',
    description: 'Feed and keep a sourdough starter, and bake loaves with it.',
    triggers: 'sourdough starter, feed the starter; starter smells of vinegar',
    body: 'Feed it with rye flour twice a day. A starter that sleeps in the cold room wakes within two feedings.',
  },
  'bread/rye.md': {
    title: 'Rye Bread',
    description: 'Mix, proof and bake dark rye bread.',
    triggers: 'rye bread, pumpernickel; dark bread',
    body: 'Rye dough sticks to everything. Proof it in baskets, then bake it in a falling oven.',
  },
  'bread/baguette.md': {
    title: 'Baguette',
    description: 'Shape and score baguettes of wheat flour.',
    triggers: 'baguette shaping; scoring with a blade',
    body: 'Score along the loaf, never across it. Steam the oven before loading.',
  },
  'croissants.md': {
    title: 'Croissants',
    description: 'Laminate butter dough for croissants.',
    triggers: 'croissant layers, lamination; butter leaks',
    body: 'Fold three times and rest the dough in the cold room between the folds.',
  },
  'oven-maintenance.md': {
    title: 'Oven Maintenance',
    description: 'Clean, repair and calibrate the deck oven.',
    triggers: 'oven is too hot, oven does not heat; clean the oven',
    body: 'Switch it off and let it cool. Brush the stone. The thermostat is behind the left panel.',
  },
  'mixer-maintenance.md': {
    title: 'Mixer Maintenance',
    description: 'Clean, repair and grease the spiral mixer.',
    triggers: 'mixer is loud, mixer stops; clean the mixer',
    body: 'Unplug it. Grease the gears every month.',
  },
  'office/invoices.md': {
    title: 'Invoices',
    description: 'Write, send and chase invoices to cafés.',
    triggers: 'invoice, unpaid bill; payment reminder',
    body: 'Reminders go out after thirty days. Cafés that order croissants every day pay by the month.',
  },
  'office/shifts.md': {
    title: 'Shifts',
    description: 'Plan night shifts and swap them. Do not use for holidays or sick leave.',
    triggers: 'shift plan, swap a shift',
    body: 'Nobody works more than five nights in a row.',
  },
  'office/leave.md': {
    title: 'Leave',
    description: 'Ask for holidays and report sick leave.',
    triggers: 'holidays, sick leave',
    body: 'Tell the office before the shift begins.',
  },
};

/** Which page for which wish, and what to do with everything else. */
const TREE = [
  '## Workflow Decision Tree',
  '',
  '- Something broke?',
  '  - The machine that kneads → [mixer](./mixer-maintenance.md)',
  '  - The machine that bakes → [oven](./oven-maintenance.md)',
  '- Money is missing → [invoices](./office/invoices.md)',
  '- Anything else → pick from the [index](#reference-files-index)',
  '',
].join('\n');

function pageOf({ title, description, triggers, body }: Page): string {
  return `---\ntitle: ${title}\ndescription: ${description}\ntriggers:\n  - ${triggers}\n---\n\n# ${title}\n\n${body}\n`;
}

/**
 * Make a signpost of the handbook, with its tree or without, and with more files or other ones in their place. By words
 * alone, unless said otherwise: then what a test expects can be worked out by hand.
 */
export function openBakery({
  tree = TREE,
  more = {},
  semantic = false,
}: {
  tree?: string;
  more?: Record<string, string>;
  semantic?: boolean;
} = {}): Signpost {
  const files = {
    'INDEX.md': `---\ntype: index\ndescription: The handbook of the bakery.\n---\n\n# Bakery\n\n${tree}`,
    'bread/INDEX.md': '---\ntype: index\ndescription: Everything about bread.\ntriggers: [bread]\n---\n\n# Bread\n',
    ...Object.fromEntries(Object.entries(PAGES).map(([path, page]) => [path, pageOf(page)])),
    ...more,
  };
  return buildSignpost(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { semantic },
  );
}

/** What an explanation says of a candidate. */
export function explainedIn({ explanation }: Decision, id: string): ExplainedCandidate {
  const candidate = explanation?.candidates.find((other) => other.id === id);
  if (!candidate) throw new Error(`the explanation has no ${id}`);
  return candidate;
}
