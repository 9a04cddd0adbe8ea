/** Where every worker thread of Parallax starts; `role` says what it is for. */
import { parentPort, workerData } from 'node:worker_threads';
import { type DigestSettings, serveDigest } from './digest-thread.ts';
import { serveEngine } from './engine-thread.ts';
import { serveGraphs } from './graph-thread.ts';
import type { EngineSetting } from './open-engine.ts';

export type ThreadData =
  | { readonly role: 'digest'; readonly settings: DigestSettings }
  | { readonly role: 'engine'; readonly setting: EngineSetting }
  | { readonly role: 'graph' };

if (!parentPort) throw new Error('This module runs in a worker thread only.');
const data = workerData as ThreadData;
if (data.role === 'digest') serveDigest(parentPort, data.settings);
else if (data.role === 'graph') serveGraphs(parentPort);
else serveEngine(parentPort, data.setting);
