/** The catalogue of messages: every rule id a document can be reported under, with its severity. */

/** `error`: part of the document could not be used. `warning`: it is used, but hardly as meant. `info`: read as meant. */
export type Severity = 'error' | 'warning' | 'info';

/** Every message code. Each has a page of its own in `references/signpost/messages/`. */
export const messageSeverities = {
  // Loading: what kept a file, or a part of one, from being read as meant.
  'file-unreadable': 'error',
  'file-too-large': 'error',
  'file-binary': 'error',
  'file-not-utf8': 'warning',
  'file-utf16': 'warning',
  'link-dead': 'warning',
  'link-outside-root': 'warning',
  'ignore-file-refused': 'warning',
  'path-case': 'warning',
  'root-empty': 'warning',
  'root-truncated': 'error',
  'duplicate-name': 'warning',
  'byte-order-mark': 'info',
  'line-endings': 'info',
  'front-matter-missing': 'info',
  'front-matter-invalid': 'error',
  'front-matter-executable': 'error',
  'front-matter-not-map': 'error',
  'front-matter-repaired': 'warning',
  'field-type': 'warning',
  'field-scalar': 'info',
  'triggers-not-list': 'warning',
  'description-missing': 'info',
  'description-short': 'info',
  'index-markers': 'error',
  'index-folders-skipped': 'warning',
  'index-over-budget': 'warning',
  'index-entry-unreadable': 'warning',
  'index-entry-missing': 'warning',
  'index-entry-drift': 'warning',
  'index-alone': 'info',
  'tree-empty': 'warning',
  'tree-target-missing': 'warning',
  // Linting: front matter.
  'field-unknown': 'warning',
  'name-missing': 'error',
  'name-invalid': 'error',
  'name-mismatch': 'error',
  'name-reserved': 'warning',
  'description-long': 'warning',
  'description-unbounded': 'warning',
  'compatibility-long': 'warning',
  'placeholder-left': 'warning',
  'triggers-empty': 'warning',
  'title-duplicate': 'warning',
  'remark-unknown': 'warning',
  'page-unchecked': 'warning',
  // Links.
  'link-file-missing': 'error',
  'link-anchor-missing': 'warning',
  'link-leaves-root': 'warning',
  'link-case': 'error',
  // Decision trees.
  'tree-target-unlisted': 'warning',
  'tree-branch-without-target': 'warning',
  'tree-branch-without-condition': 'warning',
  'tree-condition-duplicate': 'warning',
  'tree-branch-shadowed': 'warning',
  'tree-fallback-missing': 'warning',
  // Indexes.
  'index-drift': 'error',
  'index-block-missing': 'warning',
  'reference-unlisted': 'warning',
  'reference-unreachable': 'warning',
  'skill-folder-empty': 'info',
  'catalog-over-budget': 'warning',
  // Routing.
  'trigger-misroutes': 'warning',
  'trigger-duplicate': 'warning',
  'trigger-common': 'warning',
  'description-alike': 'warning',
  'not-for-unknown': 'warning',
  'handoff-unknown': 'warning',
  'handoff-one-way': 'info',
  'dependency-unknown': 'warning',
  // Safety.
  'unicode-invisible': 'error',
  'comment-instructs': 'error',
  'keyword-stuffing': 'warning',
  'triggers-borrowed': 'warning',
  'skill-cloned': 'warning',
  'skills-suppressed': 'error',
} as const satisfies Record<string, Severity>;

/** What only informs while loading, and is a finding for whoever keeps the documents. */
export const lintSeverities: Readonly<Partial<Record<MessageCode, Severity>>> = {
  'front-matter-missing': 'warning',
  'description-missing': 'warning',
  'description-short': 'warning',
  'tree-target-missing': 'error',
};

/** The id of a kind of problem in a document. */
export type MessageCode = keyof typeof messageSeverities;
