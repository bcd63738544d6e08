/** One table of command lines, run in process and as a process. */

/** A command line and what has to come of it. Patterns are searched for, `''` means nothing at all. */
export interface CliCase {
  readonly name: string;
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly exitCode: 0 | 1 | 2;
  readonly stdout: RegExp | '';
  readonly stderr: RegExp | '';
}

const root = ['--root', 'references'];

export const cases: readonly CliCase[] = [
  {
    name: 'routes a request to the file that holds the knowledge',
    argv: ['route', ...root, 'We run our models in dbt Cloud and want them in Dagster'],
    exitCode: 0,
    stdout: /^references\/dagster-dbt\/dbt-cloud\.md .*\n {2}because /,
    stderr: '',
  },
  {
    name: 'joins the words of a request without quotes',
    argv: ['route', ...root, 'dbt', 'tests', 'as', 'asset', 'checks'],
    exitCode: 0,
    stdout: /asset-checks\.md/,
    stderr: '',
  },
  {
    name: 'abstains on a request about something else',
    argv: ['route', ...root, 'bake a chocolate cake'],
    exitCode: 1,
    stdout: /^None of these references answers it/,
    stderr: '',
  },
  {
    name: 'abstains on a blank request',
    argv: ['route', ...root, '  '],
    exitCode: 1,
    stdout: /empty-query/,
    stderr: '',
  },
  {
    name: 'prints the decision as JSON',
    argv: ['route', ...root, '--json', 'dbt Cloud'],
    exitCode: 0,
    stdout:
      /^\{"query":"dbt Cloud","decision":"route","confidence":0\.\d+,"references":\[\{"id":"dagster-dbt\/dbt-cloud\.md"/,
    stderr: '',
  },
  {
    name: 'reads a request from standard input',
    argv: ['route', ...root, '-'],
    stdin: 'We run our models\nin dbt Cloud\n',
    exitCode: 0,
    stdout: /dbt-cloud\.md/,
    stderr: '',
  },
  {
    name: 'tolerates a byte-order mark before a batch',
    argv: ['route', ...root, '--batch', '-'],
    stdin: '\ufeff{"id":1,"query":"cake"}',
    exitCode: 0,
    stdout: /^\{"id":1,/,
    stderr: '',
  },
  {
    name: 'takes no arguments it would ignore',
    argv: ['list', 'extra'],
    exitCode: 2,
    stdout: '',
    stderr: /`extra`.*SIGNPOST_BAD_OPTION/,
  },
  {
    name: 'explains on demand',
    argv: ['route', ...root, '--explain', 'dbt Cloud'],
    exitCode: 0,
    stdout: /decision tree: [\s\S]*terms found: /,
    stderr: '',
  },
  {
    name: 'limits the candidates',
    argv: ['route', ...root, '--json', '--limit', '1', 'dbt'],
    exitCode: 0,
    stdout: /"candidates":\[\{[^{}]*\}\]/,
    stderr: '',
  },
  {
    name: 'answers a batch in order, with the ids',
    argv: ['route', ...root, '--batch', '-'],
    stdin: '{"id":"b","query":"dbt Cloud"}\n\n{"id":1,"query":"cake"}\n{"query":"scaffold a dbt component"}\n',
    exitCode: 0,
    stdout: /^\{"id":"b",.*\n\{"id":1,"query":"cake","decision":"abstain".*\n\{"query":"scaffold.*$/,
    stderr: '',
  },
  {
    name: 'goes on after a line of a batch that is no request',
    argv: ['route', ...root, '--batch', '-'],
    stdin: '{"id":1,"query":"cake"}\nnot json\n{"id":2}\n{"id":3,"query":"cake"}',
    exitCode: 2,
    stdout: /^\{"id":1,.*\n\{"id":3,.*$/,
    stderr: /-:2 .*SIGNPOST_BAD_INPUT[\s\S]*-:3 /,
  },
  {
    name: 'needs a request',
    argv: ['route'],
    exitCode: 2,
    stdout: '',
    stderr: /expected a query.*SIGNPOST_BAD_OPTION/,
  },
  {
    name: 'names the options when one is unknown',
    argv: ['route', '--roots', 'x', 'y'],
    exitCode: 2,
    stdout: '',
    stderr: /--roots.*expected one of --root, .*SIGNPOST_BAD_OPTION/,
  },
  {
    name: 'rejects a limit that is no number',
    argv: ['route', ...root, '--limit', 'many', 'x'],
    exitCode: 2,
    stdout: '',
    stderr: /limit `many`, expected a whole number from 1 to 1000/,
  },
  {
    name: 'says which root is missing',
    argv: ['route', '--root', 'nowhere', 'x'],
    exitCode: 2,
    stdout: '',
    stderr: /^signpost: Cannot find root `nowhere` \(SIGNPOST_ROOT_NOT_FOUND\)$/,
  },
  {
    name: 'says which batch file is missing',
    argv: ['route', ...root, '--batch', 'nowhere.jsonl'],
    exitCode: 2,
    stdout: '',
    stderr: /Cannot read `nowhere\.jsonl`.*SIGNPOST_FILE_UNREADABLE/,
  },
  {
    name: 'lists the references under their indexes',
    argv: ['list', ...root],
    exitCode: 0,
    stdout: /^INDEX\.md .*\n {2}dagster-dbt\/INDEX\.md .*\n {4}dagster-dbt\/asset-checks\.md/,
    stderr: '',
  },
  { name: 'lists as JSON', argv: ['list', ...root, '--json'], exitCode: 0, stdout: /^\{"references":\[/, stderr: '' },
  {
    name: 'shows a reference by id',
    argv: ['show', ...root, 'dagster-dbt/dbt-cloud.md'],
    exitCode: 0,
    stdout: /^---\n/,
    stderr: '',
  },
  {
    name: 'shows a reference by name',
    argv: ['show', ...root, 'dbt-cloud'],
    exitCode: 0,
    stdout: /# dbt Cloud/,
    stderr: '',
  },
  {
    name: 'suggests ids near the one asked for',
    argv: ['show', ...root, 'dbt-clou'],
    exitCode: 2,
    stdout: '',
    stderr: /did you mean `dagster-dbt\/dbt-cloud\.md`.*SIGNPOST_UNKNOWN_REFERENCE/,
  },
  {
    name: 'does not leave the root for an id',
    argv: ['show', ...root, '../package.json'],
    exitCode: 2,
    stdout: '',
    stderr: /SIGNPOST_UNKNOWN_REFERENCE/,
  },
  {
    name: 'draws a decision tree',
    argv: ['tree', 'references/dagster-dbt/INDEX.md'],
    exitCode: 0,
    stdout: /^Workflow Decision Tree\n├─ .* → \.\/scaffolding\.md\n[\s\S]*└─ .*#reference-files-index$/,
    stderr: '',
  },
  {
    name: 'prints a decision tree as JSON',
    argv: ['tree', '--json', 'references/dagster-dbt/INDEX.md'],
    exitCode: 0,
    stdout:
      /^\{"trees":\[\{"heading":"Workflow Decision Tree","branches":\[\{"condition":"[^"]+","targets":\[\{"path":"\.\/scaffolding\.md","text":"[^"]+"\}\],"branches":\[\]\}/,
    stderr: '',
  },
  {
    name: 'says when there is no tree',
    argv: ['tree', 'LICENSE'],
    exitCode: 1,
    stdout: '',
    stderr: /no decision tree found/,
  },
  {
    name: 'finds the index blocks of this repository as generated',
    argv: ['gen-index', '--check', '.'],
    exitCode: 0,
    stdout: /unchanged {2}SKILL\.md/,
    stderr: '',
  },
  {
    name: 'finds nothing to complain about in the references that are shipped',
    argv: ['lint', 'references'],
    exitCode: 0,
    stdout: /^No findings in \d+ files$/,
    stderr: '',
  },
  {
    name: 'reports findings by file, with place, severity and rule',
    argv: ['lint', 'test/doors/cli/fixtures/doors'],
    exitCode: 1,
    stdout:
      /doors\/keys\.md\n3:\d+ +warning .*triggers-not-list[\s\S]*8:5-8:28 +error .*did you mean `\.\/locks\.md`\? +link-file-missing[\s\S]*2 of them can be fixed with --fix\n.*--explain ID.*$/,
    stderr: '',
  },
  {
    name: 'sets rules on the command line',
    argv: [
      'lint',
      '--rule',
      'link-file-missing=off',
      '--rule',
      'field-unknown=error',
      'test/doors/cli/fixtures/doors',
      '--json',
    ],
    exitCode: 1,
    stdout: /^(?!.*link-file-missing)\{"files":\[.*"errors":1,"warnings":2\}$/,
    stderr: '',
  },
  {
    name: 'exits with 0 when every finding is turned off',
    argv: [
      'lint',
      ...['link-file-missing', 'link-anchor-missing', 'field-unknown', 'triggers-not-list'].flatMap((id) => [
        '--rule',
        `${id}=off`,
      ]),
      'test/doors/cli/fixtures/doors',
    ],
    exitCode: 0,
    stdout: /^No findings/,
    stderr: '',
  },
  {
    name: 'prints the help page of a rule',
    argv: ['lint', '--explain', 'index-drift'],
    exitCode: 0,
    stdout: /^# index-drift\n[\s\S]*## Why[\s\S]*## Bad[\s\S]*## Good/,
    stderr: '',
  },
  {
    name: 'names the rule that was probably meant',
    argv: ['lint', '--rule', 'index-drfit=off'],
    exitCode: 2,
    stdout: '',
    stderr: /did you mean `index-drift`\?.*SIGNPOST_BAD_OPTION/,
  },
  {
    name: 'rejects a setting without a rule',
    argv: ['lint', '--rule', 'off'],
    exitCode: 2,
    stdout: '',
    stderr: /expected ID=off, ID=warn or ID=error.*SIGNPOST_BAD_OPTION/,
  },
  {
    name: 'names the formats when one is unknown',
    argv: ['lint', '--format', 'xml'],
    exitCode: 2,
    stdout: '',
    stderr: /expected one of pretty, json, github, sarif.*SIGNPOST_BAD_OPTION/,
  },
  {
    name: 'prints workflow commands',
    argv: ['lint', '--format', 'github', 'test/doors/cli/fixtures/doors'],
    exitCode: 1,
    stdout:
      /^::warning file=test\/doors\/cli\/fixtures\/doors\/keys\.md,line=3,col=\d+,title=signpost triggers-not-list::Unexpected /,
    stderr: '',
  },
  {
    name: 'prints SARIF',
    argv: ['lint', '--format', 'sarif', 'test/doors/cli/fixtures/doors'],
    exitCode: 1,
    stdout: /"version":"2\.1\.0".*"uri":"test\/doors\/cli\/fixtures\/doors\/keys\.md"/,
    stderr: '',
  },
  {
    name: 'names the commands when one is unknown',
    argv: ['rout'],
    exitCode: 2,
    stdout: '',
    stderr: /expected one of route, list/,
  },
  {
    name: 'shows the help when nothing is asked',
    argv: [],
    exitCode: 2,
    stdout: '',
    stderr: /^signpost: a request in/,
  },
  { name: 'prints the version', argv: ['--version'], exitCode: 0, stdout: /^\d+\.\d+\.\d+/, stderr: '' },
  ...['route', 'list', 'show', 'tree', 'gen-index', 'lint', 'suggest'].map(
    (command): CliCase => ({
      name: `shows the help of ${command}, with an example`,
      argv: [command, '--help'],
      exitCode: 0,
      stdout: new RegExp(
        `^signpost ${command}: [\\s\\S]*Usage: signpost ${command} [\\s\\S]*Examples?:\\n {2}signpost ${command}`,
      ),
      stderr: '',
    }),
  ),
];
