/** A real Chromium before a served playground, for tests. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium as launcher, type Page } from 'playwright-core';

const PROGRAM = 'dist/bin/signpost.cjs';
/** Pictures of the page as the tests saw it; not part of the repository. */
const PICTURES = 'coverage/playground';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** What a test holds. */
export interface Stage {
  readonly browser: Browser;
  /** Serve a folder; the process ends with the stage. */
  readonly serve: (...args: readonly string[]) => Promise<string>;
  /** Serve the files of a folder below a path, and nothing else. */
  readonly serveFiles: (folder: string, below: string) => Promise<string>;
  /** What went wrong in the pages: something was thrown, was against their policy, or was asked for elsewhere. */
  readonly problems: string[];
  /** End the server that was started last. */
  readonly endServer: () => Promise<void>;
  readonly open: (url: string, options?: BrowserContextOptions) => Promise<Page>;
  readonly close: () => Promise<void>;
}

/** Start a browser: `SIGNPOST_CHROMIUM`, or the one that comes with the tests. */
export async function openStage(): Promise<Stage> {
  const executablePath = process.env['SIGNPOST_CHROMIUM'] ?? (await chromium.executablePath());
  const browser = await launcher.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const children: ChildProcess[] = [];
  const servers: ReturnType<typeof createServer>[] = [];
  const problems: string[] = [];
  return {
    browser,
    problems,
    async serveFiles(folder, below) {
      const server = createServer(({ url = '' }, response) => {
        const name = new URL(url, 'http://localhost').pathname.replace(below, '') || 'index.html';
        const path = join(folder, name);
        if (!url.startsWith(below) || !existsSync(path)) {
          response.writeHead(404).end();
          return;
        }
        response.writeHead(200, { 'content-type': TYPES[extname(path)] }).end(readFileSync(path));
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}${below}`;
    },
    endServer: () =>
      new Promise((resolve) => {
        const last = children.at(-1);
        last?.once('exit', () => resolve());
        last?.kill('SIGKILL');
      }),
    async serve(...args) {
      const child = spawn(process.execPath, [PROGRAM, 'serve', '--port', '0', '--quiet', ...args], { stdio: 'pipe' });
      children.push(child);
      return new Promise((resolve, reject) => {
        let said = '';
        child.stderr.on('data', (chunk) => {
          said += chunk;
          const url = /signpost serves (\S+)/.exec(said)?.[1];
          if (url !== undefined) resolve(url);
        });
        child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
      });
    },
    async open(url, options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const { origin, protocol } = new URL(url);
      const own = protocol === 'file:' ? url.replace(/[^/]*$/, '') : `${origin}/`;
      page.on('pageerror', (error) => problems.push(`thrown: ${error}`));
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) problems.push(message.text());
      });
      page.on('request', (request) => {
        const asked = request.url();
        if (!asked.startsWith(own) && !asked.startsWith('data:')) problems.push(`asked for ${asked}`);
      });
      await page.goto(url);
      return page;
    },
    async close() {
      await browser.close();
      for (const child of children) child.kill('SIGKILL');
      for (const server of servers) server.close();
    },
  };
}

/** Keep a picture of what the page looks like. */
export async function picture(page: Page, name: string, { whole = false } = {}): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  // What moves has come to rest.
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: whole });
}

/** Wait until an expression holds in a page: its policy lets nobody evaluate text within it, not even a test. */
export async function until(page: Page, expression: string, timeoutMs = 15_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await page.evaluate<boolean>(expression))) {
    if (Date.now() > end) throw new Error(`it never came to hold: ${expression}`);
    await page.waitForTimeout(30);
  }
}

/** What can be read of the first element, once it is there. */
export async function textOf(page: Page, selector: string): Promise<string> {
  await page.waitForSelector(selector);
  const [text = ''] = await page.locator(selector).allInnerTexts();
  return text;
}
