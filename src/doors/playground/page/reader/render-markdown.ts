/** Markdown of strangers → nodes that can do no harm. */

import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { langOf, markTerms } from '../words.ts';

/** What a text is rendered with. */
export interface RenderOptions {
  /** Stems to mark. */
  readonly terms: ReadonlySet<string>;
  /** The reference a relative link leads to; `undefined` for one that leads nowhere here. */
  readonly resolve: (link: string) => { readonly id: string; readonly href: string } | undefined;
}

/** Elements that are kept: all that markdown makes, and nothing that loads, runs or asks. */
const KEPT = new Set(
  'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre strong sup table tbody td th thead tr ul'.split(' '),
);
/** Elements with a text of their own, which may run from right to left. */
const BLOCKS = new Set('blockquote h1 h2 h3 h4 h5 h6 li p pre td th'.split(' '));
/** Headings of a text stand below those of the page. */
const SHIFT = 2;
const DEEPEST = 6;

/**
 * Render markdown.
 *
 * micromark escapes HTML and drops dangerous addresses. What it gives is then parsed where nothing loads and nothing runs,
 * and only known elements are made anew of it, without any attribute but those set here. Images become their text.
 */
export function renderMarkdown(text: string, options: RenderOptions): DocumentFragment {
  const html = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const inert = new DOMParser().parseFromString(html, 'text/html');
  const fragment = document.createDocumentFragment();
  copyChildren(inert.body, fragment, options, { level: SHIFT });
  return fragment;
}

/** How deep the last heading was: none is skipped. */
interface HeadingOutline {
  level: number;
}

function copyChildren(from: Node, to: Node, options: RenderOptions, outline: HeadingOutline): void {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.appendChild(textOf(child.textContent ?? '', options.terms));
    else if (child instanceof Element || child.nodeType === Node.ELEMENT_NODE) {
      copyElement(child as Element, to, options, outline);
    }
  }
}

function copyElement(from: Element, to: Node, options: RenderOptions, outline: HeadingOutline): void {
  const name = from.localName;
  if (name === 'img') {
    to.appendChild(note(`[image: ${from.getAttribute('alt') || 'without a text'}]`));
    return;
  }
  if (name === 'input') {
    to.appendChild(note(from.hasAttribute('checked') ? '☑ ' : '☐ '));
    return;
  }
  if (!KEPT.has(name)) {
    copyChildren(from, to, options, outline);
    return;
  }
  const made = name === 'a' ? linkOf(from, options) : document.createElement(nameOf(name, outline));
  if (BLOCKS.has(name)) {
    made.dir = 'auto';
    const lang = langOf(from.textContent ?? '');
    if (lang !== undefined) made.lang = lang;
  }
  if (name === 'ol' && from.getAttribute('start')) made.setAttribute('start', from.getAttribute('start') ?? '1');
  copyChildren(from, made, options, outline);
  to.appendChild(name === 'table' ? scrolled(made) : made);
  // Scrolled sideways with the keyboard, too.
  if (name === 'pre') made.tabIndex = 0;
}

/** A heading goes at most one deeper than the one before. */
function nameOf(name: string, outline: HeadingOutline): string {
  const given = /^h([1-6])$/.exec(name)?.[1];
  if (given === undefined) return name;
  outline.level = Math.min(Number(given) + SHIFT, outline.level + 1, DEEPEST);
  return `h${outline.level}`;
}

function linkOf(from: Element, { resolve }: RenderOptions): HTMLElement {
  const address = from.getAttribute('href') ?? '';
  if (/^https?:\/\//i.test(address)) {
    const link = document.createElement('a');
    link.href = address;
    link.target = '_blank';
    link.rel = 'noopener noreferrer nofollow';
    return link;
  }
  const known = address === '' || address.startsWith('#') ? undefined : resolve(address);
  if (!known) return document.createElement('span');
  const link = document.createElement('a');
  link.href = known.href;
  link.dataset['reference'] = known.id;
  return link;
}

function scrolled(table: HTMLElement): HTMLElement {
  const frame = document.createElement('div');
  frame.className = 'scrolled';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'group');
  frame.setAttribute('aria-label', 'Table');
  frame.appendChild(table);
  return frame;
}

function note(text: string): HTMLElement {
  const made = document.createElement('span');
  made.className = 'faint';
  made.textContent = text;
  return made;
}

function textOf(text: string, terms: ReadonlySet<string>): Node {
  const fragment = document.createDocumentFragment();
  for (const piece of markTerms(text, terms)) {
    const node = document.createTextNode(piece.text);
    if (!piece.isTerm) fragment.appendChild(node);
    else fragment.appendChild(document.createElement('mark')).appendChild(node);
  }
  return fragment;
}
