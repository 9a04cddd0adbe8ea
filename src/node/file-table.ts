/**
 * As much of IndexedDB as emscripten's IDBFS asks for: one store of files, held by reference. A full stand-in would clone
 * every file it is given and every file it gives: for a graph over 200,000 rows, 450 MB more at the highest point.
 */

export interface StoredFile {
  readonly timestamp: Date;
  readonly mode: number;
  readonly contents: Uint8Array;
}

export interface FileTable {
  readonly files: Map<string, StoredFile>;
  /** To be seen by emscripten as `indexedDB`. */
  readonly indexedDB: object;
}

export function openFileTable(): FileTable {
  const files = new Map<string, StoredFile>();
  const store = {
    get: (path: string) => request(() => files.get(path)),
    put: (file: StoredFile, path: string) => request(() => void files.set(path, file)),
    delete: (path: string) => request(() => void files.delete(path)),
    index: () => ({ openKeyCursor: () => requestCursor(files) }),
  };
  const database = { transaction: () => openTransaction(store) };
  return { files, indexedDB: { open: () => request(() => database) } };
}

interface Request {
  result?: unknown;
  onsuccess?: (event: { target: { result: unknown } }) => void;
}

/** Done at once; success is told later, because a caller sets `onsuccess` on what it gets back. */
function request(act: () => unknown): Request {
  const result = act();
  const asked: Request = { result };
  queueMicrotask(() => asked.onsuccess?.({ target: { result } }));
  return asked;
}

/** Steps through the files' times; a null instead of a cursor says that there are no more. */
function requestCursor(files: ReadonlyMap<string, StoredFile>): Request {
  const asked: Request = {};
  const left = [...files];
  const step = () =>
    queueMicrotask(() => {
      const next = left.shift();
      const cursor = next && { primaryKey: next[0], key: next[1].timestamp, continue: step };
      asked.onsuccess?.({ target: { result: cursor ?? null } });
    });
  step();
  return asked;
}

/** All requests of a transaction succeed in microtasks, hence before the next timer. */
function openTransaction(store: object): object {
  const transaction: { objectStore: () => object; oncomplete?: () => void } = { objectStore: () => store };
  setTimeout(() => transaction.oncomplete?.(), 0);
  return transaction;
}
