/** Decisions, trees, references and messages in, text out. Never prints. */

export { jsonLine, printable, printableLines } from '../text/index.ts';
export {
  type EvaluationReport,
  renderEvaluationJson,
  renderEvaluationJunit,
  renderEvaluationMarkdown,
  renderEvaluationTable,
} from './evaluation/index.ts';
export { renderLintGithub, renderLintJson, renderLintPretty, renderLintSarif } from './lint/index.ts';
export {
  reasonsOf,
  renderDecision,
  renderDecisionJson,
  renderExplanation,
} from './render-decision.ts';
export { renderIndexResult, renderIndexResultJson } from './render-index-result.ts';
export { type MessagesReportOptions, renderMessages } from './render-messages.ts';
export { renderReferences, renderReferencesJson, renderTrust, renderTrustJson } from './render-references.ts';
export { renderSuggestions, renderSuggestionsJson } from './render-suggestions.ts';
export { renderTrees, renderTreesJson } from './render-tree.ts';
export { renderWhyNot, renderWhyNotJson } from './render-why-not.ts';
export { plain, type Style } from './style.ts';
