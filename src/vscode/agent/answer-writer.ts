/** Writes an answer into VS Code's chat: citations become links to their exact lines, and sources are listed as references. */
import * as vscode from 'vscode';
import type { Context, ContextChunk, Source } from '../../engine/types.ts';
import type { Folders } from '../workspace/folders.ts';
import { type AnswerPart, CitationStream } from './citation-stream.ts';

export class AnswerWriter {
  readonly #stream: vscode.ChatResponseStream;
  readonly #chunks: ReadonlyMap<number, ContextChunk>;
  readonly #folders: Folders;
  readonly #citations = new CitationStream();

  constructor(stream: vscode.ChatResponseStream, { chunks }: Context, folders: Folders) {
    this.#stream = stream;
    this.#chunks = new Map(chunks.map((chunk) => [chunk.n, chunk]));
    this.#folders = folders;
  }

  write(text: string): void {
    for (const part of this.#citations.feed(text)) this.#show(part);
  }

  finish(sources: readonly Source[]): void {
    for (const part of this.#citations.finish()) this.#show(part);
    for (const source of sources) {
      const location = locationOf(this.#folders, source);
      if (location !== undefined) this.#stream.reference(location);
    }
  }

  #show(part: AnswerPart): void {
    const chunks = part.kind === 'citation' ? part.numbers.map((n) => this.#chunks.get(n)) : [];
    const places = chunks.map((chunk) => chunk && { chunk, location: locationOf(this.#folders, chunk) });
    // A number that is no source stays as it was written: nothing is made to look like a source.
    if (places.length === 0 || places.some((place) => place?.location === undefined)) {
      this.#stream.markdown(part.text);
      return;
    }
    for (const place of places) this.#stream.anchor(place?.location as vscode.Location, labelOf(place?.chunk as ContextChunk));
  }
}

function labelOf({ path, startLine }: ContextChunk): string {
  return `${path.split('/').at(-1)}:${startLine}`;
}

function locationOf(folders: Folders, { path, startLine, endLine }: Pick<Source, 'path' | 'startLine' | 'endLine'>) {
  const uri = folders.toUri(path);
  return uri && new vscode.Location(uri, new vscode.Range(startLine - 1, 0, endLine - 1, Number.MAX_SAFE_INTEGER));
}
