/** The hook of agents: names the file that answers a request before the model reads it. */

export { answerEvent } from './hook.ts';
