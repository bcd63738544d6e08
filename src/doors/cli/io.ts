/** Everything the command line touches, so that a test can hand in its own. */

/** The outside world as a command sees it. */
export interface CliIo {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly version: string;
  /** The file that runs. */
  readonly program: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results; each call is one or several whole lines, without the last newline. */
  readonly stdout: (text: string) => void;
  /** Messages and errors. */
  readonly stderr: (text: string) => void;
  /** A mark of progress in place of the last one, `''` to take it away; nothing where no person looks on. */
  readonly progress: (text: string) => void;
  /** The lines of standard input. */
  readonly stdin: () => AsyncIterable<string>;
  /** All of standard input. */
  readonly stdinText: () => Promise<string>;
  /** Milliseconds since this program had its first turn. */
  readonly elapsedMs: () => number;
  /** Start this command line once more with other arguments, in the background; nobody waits for it. */
  readonly startAnother: (argv: readonly string[]) => Promise<void>;
  /** End the process with this command, whatever it still waits for. */
  readonly abandon: () => void;
  /** Aborted when the process is told to end: a command that goes on stops then. */
  readonly stop: AbortSignal;
  /** Whether a person's terminal shows the results: it acts on control characters. */
  readonly isTerminal: boolean;
  /** Whether results may be coloured. */
  readonly color: boolean;
  /** Whether messages may be. */
  readonly errorColor: boolean;
}

/** 0: routed, or check passed. 1: abstained, or check found something. 2: bad usage or failure. */
export type ExitCode = 0 | 1 | 2;
