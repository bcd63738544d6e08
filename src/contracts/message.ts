/** The catalogue of messages: every rule id a document can be reported under, with its severity. */

/** `error`: part of the document could not be used. `warning`: it is used, but hardly as meant. `info`: read as meant. */
export type Severity = 'error' | 'warning' | 'info';

/** Every message code, in the order of `references/signpost/messages.md`. */
export const messageSeverities = {
  'file-unreadable': 'error',
  'file-too-large': 'error',
  'file-binary': 'error',
  'file-not-utf8': 'warning',
  'link-outside-root': 'warning',
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
} as const satisfies Record<string, Severity>;

/** The id of a kind of problem in a document. */
export type MessageCode = keyof typeof messageSeverities;
