/** What a command is: its options in one table, from which both parsing and help are made. */

import type { CliIo, ExitCode } from './io.ts';

/** An option of a command. */
export interface CliOption {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  readonly short?: string;
  /** What the value is called in the help, e.g. `DIR`. */
  readonly value?: string;
  readonly help: string;
}

/** Option values after parsing. */
export interface CliValues {
  /** The option's value, when it was given once. */
  text(name: string): string | undefined;
  /** Every value of an option that may be repeated. */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** A command. */
export interface CliCommand {
  readonly name: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  /** What follows the name, e.g. `[QUERY…]`. */
  readonly usage: string;
  readonly options: Readonly<Record<string, CliOption>>;
  readonly examples: readonly string[];
  /** What exit codes 0 and 1 mean; 2 is bad usage or failure everywhere. */
  readonly exitCodes: readonly [zero: string, one: string];
  readonly run: (io: CliIo, values: CliValues, positionals: readonly string[]) => Promise<ExitCode>;
}

/** `--root` as every command has it. */
export const rootOption: CliOption = {
  type: 'string',
  multiple: true,
  value: 'DIR',
  help: 'a folder of references; may be repeated (default: found from the working folder up)',
};

/** `--snapshot` as every command has it that opens roots to ask them. */
export const snapshotOption: CliOption = {
  type: 'string',
  value: 'FILE',
  help: 'keep the snapshot in this file rather than in the cache, and believe the one that is there',
};

/** `--json` as every command has it. */
export const jsonOption: CliOption = { type: 'boolean', help: 'print JSON' };

/** `--store` and what goes with it, as every command has them that can ask a store. */
export const storeOptions: Readonly<Record<'store' | 'catalog' | 'connections', CliOption>> = {
  store: { type: 'string', value: 'URL', help: 'ask a catalog in PostgreSQL, postgres://…, instead of folders' },
  catalog: { type: 'string', value: 'NAME', help: 'which catalog of the store (default: default)' },
  connections: {
    type: 'string',
    value: 'N',
    help: 'connections to the store at the most, 1 to 100 (default: 8); fewer where it gives fewer',
  },
};
