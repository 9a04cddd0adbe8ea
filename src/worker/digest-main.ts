/** Where digest threads start. */
import { parentPort, workerData } from 'node:worker_threads';
import { type DigestThreadSettings, serveDigest } from './digest-thread.ts';

if (!parentPort) throw new Error('This module runs in a worker thread only.');
serveDigest(parentPort, workerData as DigestThreadSettings);
