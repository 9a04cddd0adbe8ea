/** Code that goes with a question, as it is written for the engine and as a chip says it. Pure. */
import type { Attachment } from '../../webview/messages.ts';

export function fileAttachment(path: string): Attachment {
  return { kind: 'file', label: nameOf(path), target: path };
}

export function folderAttachment(path: string): Attachment {
  return { kind: 'folder', label: `${nameOf(path)}/`, target: path };
}

/** What was pointed at, in few words: the selection's lines, a symbol, or the last part of a path. */
export function attachmentOfTarget(target: string): Attachment {
  const lines = /^(.+):(\d+)(?:-(\d+))?$/.exec(target);
  if (lines !== null) return { kind: 'lines', label: `${nameOf(lines[1])}:${target.slice(lines[1].length + 1)}`, target };
  const [, path, symbol] = /^(.+)#(.+)$/.exec(target) ?? [];
  if (path !== undefined) return { kind: 'symbol', label: symbol, target };
  return { kind: 'file', label: nameOf(target), target };
}

export function nameOf(path: string): string {
  return path.split('/').at(-1) || path;
}
