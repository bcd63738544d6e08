/** Outline → branches: which words are a condition, which an outcome, and what belongs to the line above. */

import type { Branch, Target, TreeGap } from '../../../domain/reference.ts';
import { anyOf } from '../../../text/languages/any-language.ts';
import { LONGEST_LINE, type TreeOutline } from './outline.ts';
import { type Segment, splitArrows, textOf } from './segments.ts';
import { TARGET_MARK, targetsIn, textWithMarks, withoutOtherSites } from './targets.ts';

const MARKS = `${TARGET_MARK}(?:(?:\\s*[,+&]\\s*|\\s*(?:and|or|then|,\\s*and)\\s+)${TARGET_MARK})*`;
/** "Read X and Y", "first, consult X", "see: X skill": says that a file follows, not when. */
const OPENS = new RegExp(
  `(?:\\b(?:first|then|also|always|preferred|just|please)\\b[,:]?\\s*)*\\b${anyOf('opens')}\\b:?\\s*(?:the\\s+)?${MARKS}(?:\\s+(?:skill|file|guide|reference|section)\\b)?`,
  'giu',
);
const BRACKETED = new RegExp(`\\(([^()${TARGET_MARK}]*)${MARKS}([^()]*)\\)`, 'gu');
/** What ties a file to its purpose: "… for suites", "… to ensure". */
const PURPOSE = /^(?:for|to|when|if|on|about|with|which|in order to)\s+/i;
/** Only brackets or quotes left: the name of a section in the file. */
const ASIDE = /^(?:\([^()]*\)|"[^"]*"|“[^”]*”|§.*)$/u;
/** Labels of notes that go with an outcome. */
const NOTE =
  /^(?:workflow|pattern|scripts?|modes?|features?|platforms?|extract|template|notes?|example|output|path|file|see|read|use|load)\s*:/i;
const WHEN = /^(?:(?:load|use|read|open|choose|pick)\s+)?(?:when|if|for)\b\s*:\s*/i;
/** Enumerators, bullets, emoji and ellipses before the first word. */
const ENUMERATOR =
  /^(?:(?:\(?(?:\d{1,2}|[A-Za-z])[.)]|step \d+[.:)]|q\d+:|\.{2,}|…|[-*+•▪◦]|\p{Extended_Pictographic}\ufe0f?|\[[ x]\])\s*)+/iu;

/** A line on the way to becoming a branch. `condition` is empty for an outcome of the line above. */
interface Draft {
  condition: string;
  readonly targets: Target[];
  readonly outcomes: string[];
  readonly branches: Branch[];
  readonly line: number;
  /** What the line says, when it asks or has an arrow: then something should follow. */
  readonly asked: string | undefined;
}

/**
 * Read branches from an outline.
 *
 * @param roots
 *   The outermost lines.
 * @param heading
 *   What a line that names a file without saying when is taken to be about.
 * @returns
 *   Branches that lead somewhere, in order, and the lines that are half a branch.
 */
export function branchesOf(
  roots: readonly TreeOutline[],
  heading: string,
): { readonly branches: Branch[]; readonly gaps: TreeGap[] } {
  const branches: Branch[] = [];
  const gaps: TreeGap[] = [];
  for (const root of roots) {
    const draft = draftOf(root, gaps);
    if (draft.condition === '' && draft.targets.length > 0) {
      gaps.push({ lacks: 'condition', text: saidBy(root), line: draft.line });
      draft.condition = heading;
    }
    reportOpen(draft, gaps);
    for (const branch of finished(draft)) branches.push(branch);
  }
  return { branches, gaps: gaps.sort((a, b) => a.line - b.line) };
}

/** What a line says; where it is an empty cell, what the cells beside it say. */
function saidBy({ segments, children }: TreeOutline): string {
  const said = textOf(segments);
  return said === '' ? textOf(children.flatMap((child) => child.segments)).replace(/^→\s*/, '') : said;
}

/** A line that asks, and nothing in it or below it answers. */
function reportOpen(draft: Draft, gaps: TreeGap[]): void {
  if (draft.asked === undefined || leads(draft)) return;
  gaps.push({ lacks: 'target', text: draft.asked, line: draft.line });
}

/** A draft that leads somewhere is a branch; one without a condition passes on what hangs below it. */
function finished(draft: Draft): readonly Branch[] {
  const { condition, targets, outcomes, branches, line } = draft;
  if (condition === '') return branches;
  if (targets.length === 0 && branches.length === 0 && outcomes.length === 0) return [];
  return [
    {
      condition,
      targets,
      branches,
      line,
      ...(outcomes.length > 0 && { outcome: outcomes.join('; ') }),
    },
  ];
}

function draftOf(node: TreeOutline, gaps: TreeGap[]): Draft {
  const draft = readLine(node);
  for (const child of node.children) {
    const below = draftOf(child, gaps);
    if (below.condition === '' && leads(below)) {
      for (const target of below.targets) addTarget(draft.targets, target);
      for (const outcome of below.outcomes) draft.outcomes.push(outcome);
      for (const branch of below.branches) draft.branches.push(branch);
    } else if (!leads(below)) {
      // A note; only one that says when has something to add.
      if (WHEN.test(below.condition)) draft.condition += `: ${below.condition.replace(WHEN, '')}`;
      else reportOpen(below, gaps);
    } else {
      for (const branch of finished(below)) draft.branches.push(branch);
    }
  }
  // "Yes → Are the iterations known?" with answers below it is one question.
  if (draft.branches.length > 0 && draft.targets.length === 0 && draft.outcomes.length > 0) {
    draft.condition = [draft.condition, ...draft.outcomes.splice(0)].filter(Boolean).join(': ');
  }
  return draft;
}

function leads(draft: Draft): boolean {
  return draft.targets.length > 0 || draft.branches.length > 0 || draft.outcomes.length > 0;
}

function addTarget(targets: Target[], target: Target): void {
  if (!targets.some(({ path }) => path === target.path)) targets.push(target);
}

/** What a line says by itself. */
function readLine({ segments, line, whole }: TreeOutline): Draft {
  const asked = askedBy(segments);
  const draft = (condition: string, targets: Target[] = [], outcome = ''): Draft => ({
    condition,
    targets,
    outcomes: outcome === '' ? [] : [outcome],
    branches: [],
    line,
    asked,
  });
  if (textOf(segments).length > LONGEST_LINE) return draft('');
  if (whole) return draft(clean(textOf(segments)));
  const [head = [], ...rest] = splitArrows(segments);
  if (rest.length === 0) return readPlain(head, draft);
  const tail = rest.flatMap((part, index): Segment[] =>
    index === 0 ? part : [{ kind: 'text', text: ' → ' }, ...part],
  );
  const condition = clean(textOf(head));
  const targets = targetsIn(tail);
  const outcome = targets.length > 0 ? '' : textOf(withoutOtherSites(tail));
  if (condition === '') return draft('', targets, outcome);
  if (NOTE.test(condition)) return draft('', targetsIn(segments));
  if (/\bthen$/i.test(condition)) return draft('', targets, outcome);
  const before = targetsIn(head);
  // "`guide.md` → when to read it" is written the other way round.
  if (targets.length === 0 && before.length > 0) return draft(clean(textOf(tail)), before);
  return draft(condition, [...targets], outcome);
}

/** The words of a line that should lead somewhere: it ends in a question mark, or in an arrow. */
function askedBy(segments: readonly Segment[]): string | undefined {
  const parts = splitArrows(segments);
  const last = textOf(parts.at(-1) ?? []);
  const isOpen = parts.length > 1 ? last === '' : /[?？]$/.test(last);
  const text = textOf(segments);
  return isOpen && text.length <= LONGEST_LINE ? text : undefined;
}

/** A line without an arrow: the words around its targets say when. */
function readPlain(
  segments: readonly Segment[],
  draft: (condition: string, targets?: Target[], outcome?: string) => Draft,
): Draft {
  const targets = targetsIn(segments);
  if (targets.length === 0) return draft(clean(textOf(segments)));
  const words = textWithMarks(segments)
    .replace(BRACKETED, (_whole, before: string, after: string) => {
      const said = `${before.replace(/,?\s*\b(?:see|read|use|in)\s*$/i, '')} ${after}`.replace(/^[\s,]+|[\s,]+$/g, '');
      return said === '' ? '' : `(${said})`;
    })
    .replace(OPENS, '')
    .replace(new RegExp(MARKS, 'gu'), '');
  const condition = clean(clean(words).replace(PURPOSE, ''));
  return draft(ASIDE.test(condition) ? '' : condition, targets);
}

/** A condition as one would say it: no enumerator, no dangling punctuation. */
function clean(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s+(?=[,;?!)]|[.:](?:\s|$))/g, '')
    .replace(ENUMERATOR, '')
    .replace(/^[\s,;:.)\]–—-]+|[\s,;:([–—-]+$/g, '')
    .replace(/\.$/, '')
    .trim();
}
