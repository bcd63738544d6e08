/** Lint results in the forms people and programs read them in. */

export { renderLintGithub } from './github.ts';
export { renderLintJson } from './json.ts';
export { renderLintPretty } from './pretty.ts';
export { renderLintSarif } from './sarif.ts';
