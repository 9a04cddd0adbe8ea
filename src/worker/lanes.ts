/** A fixed number of threads shared by many tasks: started when first needed, replaced when they end, first come first served. */
import { cancelled } from '../engine/errors.ts';

/** A thread as the lanes see it. */
export interface Lane {
  readonly alive: boolean;
  end(reason: string): Promise<void>;
}

export interface Lanes<T extends Lane> {
  /** Runs `task` with a thread of its own; waits while all are busy. A task that is aborted while it waits never starts. */
  run<R>(task: (thread: T) => Promise<R>, signal?: AbortSignal): Promise<R>;
  /** Ends every thread; tasks that wait are turned away. */
  close(): Promise<void>;
}

interface Waiting<T> {
  readonly take: (thread: T) => void;
  readonly refuse: (error: Error) => void;
}

export function openLanes<T extends Lane>(width: number, start: () => T): Lanes<T> {
  const all = new Set<T>();
  const idle: T[] = [];
  const queue: Waiting<T>[] = [];
  let closed = false;

  return { run, close };

  async function run<R>(task: (thread: T) => Promise<R>, signal?: AbortSignal): Promise<R> {
    const thread = await take(signal);
    try {
      return await task(thread);
    } finally {
      giveBack(thread);
    }
  }

  function take(signal?: AbortSignal): Promise<T> {
    if (closed || signal?.aborted) return Promise.reject(cancelled());
    const thread = idle.pop() ?? (all.size < width ? add() : undefined);
    return thread ? Promise.resolve(thread) : wait(signal);
  }

  function add(): T {
    const thread = start();
    all.add(thread);
    return thread;
  }

  function wait(signal?: AbortSignal): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting<T> = {
        take: (thread) => {
          signal?.removeEventListener('abort', leave);
          resolve(thread);
        },
        refuse: reject,
      };
      const leave = () => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(cancelled());
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiting);
    });
  }

  function giveBack(thread: T): void {
    if (!thread.alive) all.delete(thread);
    const next = queue.shift();
    if (next) next.take(thread.alive ? thread : add());
    else if (thread.alive) idle.push(thread);
  }

  async function close(): Promise<void> {
    closed = true;
    for (const { refuse } of queue.splice(0)) refuse(cancelled());
    await Promise.all([...all].map((thread) => thread.end('the pool was closed')));
  }
}
