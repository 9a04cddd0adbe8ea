/**
 * Threads shared by many tasks: one until more are asked for, started when first needed, replaced when they end, first come
 * first served.
 */
import { cancelled } from '../engine/errors.ts';

/** A thread as the lanes see it. */
export interface Lane {
  readonly alive: boolean;
  end(reason: string): Promise<void>;
}

export interface Lanes<T extends Lane> {
  /** Runs `task` with a thread that runs no other; waits while all are busy. A task that is aborted while it waits never starts. */
  run<R>(task: (thread: T) => Promise<R>, signal?: AbortSignal): Promise<R>;
  /** From now on there are `count` threads, at most `width`: each that this starts is given `task`, beside what is run with it. */
  fill(count: number, task: (thread: T) => void): void;
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
  let wanted = 1;
  let closed = false;

  return { run, fill, close };

  async function run<R>(task: (thread: T) => Promise<R>, signal?: AbortSignal): Promise<R> {
    const thread = await take(signal);
    try {
      return await task(thread);
    } finally {
      giveBack(thread);
    }
  }

  function fill(count: number, task: (thread: T) => void): void {
    wanted = Math.max(wanted, Math.min(count, width));
    while (!closed && all.size < wanted) {
      const thread = add();
      task(thread);
      giveBack(thread);
    }
  }

  function take(signal?: AbortSignal): Promise<T> {
    if (closed || signal?.aborted) return Promise.reject(cancelled());
    const thread = takeIdle() ?? (all.size < wanted ? add() : undefined);
    return thread ? Promise.resolve(thread) : wait(signal);
  }

  /** One that ended while nobody looked is forgotten. */
  function takeIdle(): T | undefined {
    const thread = idle.pop();
    if (thread === undefined || thread.alive) return thread;
    all.delete(thread);
    return takeIdle();
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
