/** Start the page beside a server. */

import { render } from 'preact';
import { App } from './app.tsx';
import { createServerBackend } from './server-backend.ts';
import { askForToken, currentToken } from './token.tsx';

const root = document.getElementById('app');
if (root) render(<App backend={createServerBackend(document.baseURI, currentToken, askForToken)} />, root);
