/**
 * Stands in for js-yaml in the bundled command line.
 *
 * gray-matter loads js-yaml, and js-yaml esprima, for engines that signpost replaces before anything is parsed: 20
 * milliseconds of every start for code that must never run.
 */
const unused = () => {
  throw new Error('js-yaml is not part of the command line');
};

module.exports = { safeLoad: unused, safeDump: unused };
