/** What a site is made of beside the page: scripts that hand their data over, so that a file opened from disk has it, too. */

import type { Example, Lint } from './backend.ts';

/** A catalog and what was found out about it when the site was written. */
export interface CatalogData {
  /** The pack, in base64. */
  readonly pack: string;
  readonly examples: readonly Example[];
  readonly lint: Lint;
}

/** A catalog, and the vectors it was packed with. */
export interface SiteData {
  readonly catalog: CatalogData;
  /** In base64; `null` where words alone route. */
  readonly vectors: string | null;
}

declare global {
  /** Called by each script of data, with what it brings. */
  var signpostData: ((name: string, value: unknown) => void) | undefined;
}

/**
 * Load the data of the site.
 *
 * @returns
 *   Rejected when one of the scripts cannot be loaded.
 */
export async function loadSiteData(): Promise<SiteData> {
  const brought = new Map<string, unknown>();
  globalThis.signpostData = (name, value) => brought.set(name, value);
  await Promise.all(['catalog.js', 'vectors.js'].map(loadScript));
  return { catalog: brought.get('catalog') as CatalogData, vectors: brought.get('vectors') as string | null };
}

function loadScript(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL(path, document.baseURI).href;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`cannot load ${path}`));
    document.head.append(script);
  });
}

/** The bytes of a text in base64. */
export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
