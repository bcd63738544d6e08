/** An embedding model of the Vercel AI SDK → an embedder: the SDK has providers for OpenAI, Ollama, Google, Mistral and many more. */

import { badOption, checkText } from '../domain/check-options.ts';
import type { Embedder } from '../domain/models.ts';
import { createCheckedEmbedder } from './checked-embedder.ts';

/**
 * As much of an embedding model as is used; those of AI SDK 5 and 6 (specifications `v2` and `v3`) are ones. Nothing of the SDK is
 * imported, so that nobody needs it for its types.
 */
export interface AiSdkEmbeddingModel {
  readonly provider: string;
  readonly modelId: string;
  /** Texts a call takes; no limit where it is infinite, or not known. */
  readonly maxEmbeddingsPerCall: PromiseLike<number | undefined> | number | undefined;
  doEmbed(options: {
    readonly values: string[];
    readonly abortSignal?: AbortSignal;
  }): PromiseLike<{ readonly embeddings: readonly (readonly number[])[] }>;
}

/** Texts a call, where the model names no limit, or a larger one: a call that fails fails for all of them. */
const MOST_TEXTS = 256;

/**
 * Make an embedder of a model of the AI SDK.
 *
 * @param model
 *   What a provider's `embeddingModel(id)` or `textEmbeddingModel(id)` gives.
 * @param name
 *   What tells the model from others, for messages and caches (default: its provider and id). Give one where two models of one id
 *   differ, by server or by number of dimensions.
 * @returns
 *   An embedder that sends at most 256 texts at a time, one call after the other. It rejects with `SIGNPOST_EMBEDDER_FAILED` when a call
 *   fails or gives anything but one vector a text, and with the reason of the signal when that is aborted. It calls each time once: where a server
 *   should be asked again, pass `embedMany` of the SDK as a function instead.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when it is no such model, or the name is blank.
 * @example
 *   const embedder = fromAiSdk(openai.embeddingModel('text-embedding-3-small'));
 *   const [vector] = await embedder.embed(['rotate the API key']);
 */
export function fromAiSdk(model: AiSdkEmbeddingModel, name?: string): Embedder {
  const isModel =
    typeof model === 'object' &&
    typeof model?.doEmbed === 'function' &&
    [model.provider, model.modelId].every((text) => typeof text === 'string' && text !== '');
  if (!isModel) throw badOption('model', model, 'an embedding model of the AI SDK');
  if (name !== undefined) checkText('name', name, 'text that tells the model from others');
  return createCheckedEmbedder(name ?? `${model.provider} ${model.modelId}`, async (texts, { signal }) => {
    const size = Math.max(1, Math.min((await model.maxEmbeddingsPerCall) ?? MOST_TEXTS, MOST_TEXTS));
    const vectors: (readonly number[])[] = [];
    for (let at = 0; at < texts.length; at += size) {
      const values = texts.slice(at, at + size).map(sendable);
      const { embeddings } = await model.doEmbed({ values, ...(signal && { abortSignal: signal }) });
      // One too few here, and one too many there, would change places.
      if (embeddings?.length !== values.length)
        throw new Error(`${embeddings?.length} vectors for ${values.length} texts`);
      for (const vector of embeddings) vectors.push(vector);
    }
    return vectors;
  });
}

/** OpenAI refuses a whole batch for one empty text, and servers in Python fail at half of a surrogate pair. */
function sendable(text: string): string {
  return text === '' ? ' ' : new TextDecoder().decode(new TextEncoder().encode(text));
}
