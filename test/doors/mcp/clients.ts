/** The clients the door is tried with, each over each transport: the 2.x client in both eras of the protocol, the 1.x SDK. */

import { type ChildProcess, spawn } from 'node:child_process';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttpClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const program = 'dist/bin/signpost.cjs';

/** What a tool answered. */
export interface ToolResult {
  readonly isError?: boolean;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
}

/** What both kinds of client can do. */
export interface AnyClient {
  listTools(): Promise<{
    tools: { name: string; annotations?: object | undefined; inputSchema: object; outputSchema?: object | undefined }[];
  }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
  listResources(): Promise<{ resources: { uri: string; name: string; mimeType?: string | undefined }[] }>;
  listResourceTemplates(): Promise<{ resourceTemplates: { uriTemplate: string }[] }>;
  readResource(wanted: { uri: string }): Promise<{ contents: { uri: string }[] }>;
  complete(wanted: {
    ref: { type: 'ref/resource'; uri: string };
    argument: { name: string; value: string };
  }): Promise<{ completion: { values: string[] } }>;
  close(): Promise<void>;
}

/** A client over a transport. */
export interface Way {
  readonly name: string;
  /** Start the program over roots, and connect. `close` of the client ends the program. */
  readonly connect: (roots: readonly string[]) => Promise<AnyClient>;
}

export function argumentsFor(roots: readonly string[]): string[] {
  return [program, 'mcp', ...roots.flatMap((root) => ['--root', root])];
}

/** A server over HTTP, as a process. */
export interface HttpServer {
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<number | null>;
}

export async function startHttp(args: readonly string[], env: Record<string, string> = {}): Promise<HttpServer> {
  const child = spawn(process.execPath, [...args, '--http', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const found = /serves MCP at (\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return {
    url,
    child,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

export const me = { name: 'test', version: '1.0.0' };
export const stdio = (roots: readonly string[]) => ({
  command: process.execPath,
  args: argumentsFor(roots),
  stderr: 'ignore' as const,
});

export function newClient(mode: 'auto' | 'legacy'): Client {
  return new Client(me, { versionNegotiation: { mode } });
}

async function overHttp<C extends { close(): Promise<void> }>(
  roots: readonly string[],
  connect: (url: URL) => Promise<C>,
): Promise<C> {
  const server = await startHttp(argumentsFor(roots));
  const client = await connect(new URL(server.url));
  const close = client.close.bind(client);
  client.close = async () => {
    await close();
    await server.stop();
  };
  return client;
}

export const ways: readonly Way[] = [
  ...(['auto', 'legacy'] as const).flatMap((mode): Way[] => [
    {
      name: `client 2.x (${mode}) over stdio`,
      async connect(roots) {
        const client = newClient(mode);
        await client.connect(new StdioClientTransport(stdio(roots)));
        return client;
      },
    },
    {
      name: `client 2.x (${mode}) over HTTP`,
      connect: (roots) =>
        overHttp(roots, async (url) => {
          const client = newClient(mode);
          await client.connect(new StreamableHTTPClientTransport(url));
          return client;
        }),
    },
  ]),
  {
    name: 'SDK 1.x over stdio',
    async connect(roots) {
      const client = new OldClient(me);
      await client.connect(new OldStdioClientTransport(stdio(roots)));
      return client;
    },
  },
  {
    name: 'SDK 1.x over HTTP',
    connect: (roots) =>
      overHttp(roots, async (url) => {
        const client = new OldClient(me);
        // Its own types disagree with `exactOptionalPropertyTypes`.
        await client.connect(new OldHttpClientTransport(url) as Parameters<OldClient['connect']>[0]);
        return client;
      }),
  },
];
