/** Start the page without a server. */

import { render } from 'preact';
import { App } from './app.tsx';
import { createLocalBackend } from './local-backend.ts';
import { loadSiteData } from './site-data.ts';

const root = document.getElementById('app');
if (root) render(<App backend={createLocalBackend(loadSiteData)} />, root);
