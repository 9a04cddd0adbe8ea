/** Where the worker threads of Parallax start, digest threads apart; `role` says what one is for. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveEngine } from './engine-thread.ts';
import { serveGraphs } from './graph-thread.ts';
import type { EngineSetting } from './open-engine.ts';

export type ThreadData =
  | { readonly role: 'engine'; readonly setting: EngineSetting }
  | { readonly role: 'graph'; readonly background: boolean };

if (!parentPort) throw new Error('This module runs in a worker thread only.');
const data = workerData as ThreadData;
if (data.role === 'graph') serveGraphs(parentPort, data.background);
else serveEngine(parentPort, data.setting);
