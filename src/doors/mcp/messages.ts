/** What a client sends → a message of the protocol, or the JSON-RPC error it is due. The same for both transports. */

import {
  isJSONRPCNotification,
  isJSONRPCRequest,
  isJSONRPCResponse,
  ProtocolErrorCode,
} from '@modelcontextprotocol/server';

/** The largest message in bytes: no request of ours is as long. */
export const LARGEST_MESSAGE = 1024 * 1024;

/** What came. */
export type Received =
  | { readonly kind: 'message'; readonly message: object }
  | { readonly kind: 'wrong'; readonly error: MessageError };

/** An answer to what is no message. */
export interface MessageError {
  readonly jsonrpc: '2.0';
  /** As it came where it can be an id, as JSON-RPC has it. */
  readonly id: string | number | null;
  readonly error: { readonly code: number; readonly message: string };
}

/**
 * Read a message.
 *
 * @param text
 *   What came: JSON, one message.
 * @returns
 *   The message; for text that is no JSON a parse error, for a list of messages (which MCP has not had since 2025-06-18) and for what
 *   is neither request, notification nor response an invalid request.
 */
export function receive(text: string): Received {
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return {
      kind: 'wrong',
      error: errorOf(ProtocolErrorCode.ParseError, 'Parse error: unexpected text, expected one message as JSON'),
    };
  }
  if (Array.isArray(message))
    return { kind: 'wrong', error: invalid('Invalid Request: unexpected batch, expected one message') };
  if (typeof message !== 'object' || message === null) {
    return {
      kind: 'wrong',
      error: invalid(`Invalid Request: unexpected ${message === null ? 'null' : typeof message}, expected one message`),
    };
  }
  if (isJSONRPCRequest(message) || isJSONRPCNotification(message) || isJSONRPCResponse(message)) {
    return { kind: 'message', message };
  }
  const what = 'expected a request or notification with `"jsonrpc":"2.0"` and a method, or a response';
  return { kind: 'wrong', error: invalid(`Invalid Request: unexpected message, ${what}`, Reflect.get(message, 'id')) };
}

/** What a message that is too long to be read is answered with. */
export function tooLong(): MessageError {
  return invalid(`Invalid Request: unexpected length, expected at most ${LARGEST_MESSAGE} bytes`);
}

function invalid(reason: string, id?: unknown): MessageError {
  return errorOf(ProtocolErrorCode.InvalidRequest, reason, id);
}

function errorOf(code: number, message: string, id?: unknown): MessageError {
  const isId = typeof id === 'string' || typeof id === 'number';
  return { jsonrpc: '2.0', id: isId ? id : null, error: { code, message } };
}
