/** Tests that share one VS Code, one after the other, as a person goes on in the same window. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openSession, type Session, type SessionOptions } from './session.ts';

/** Ignored by git; a screenshot and a log per failure. */
const FAILURES = join(import.meta.dirname, '..', '..', '..', '.vscode-e2e', 'failures');
const LIMIT_MS = 120_000;

export type Scenario = (name: string, body: (session: Session) => Promise<void>) => void;

/** Opens a VS Code before this file's tests and closes it after them. Afterwards nothing outside may have been asked. */
export function inVsCode(options: () => SessionOptions | Promise<SessionOptions>): Scenario {
  let session: Session;
  before(async () => {
    session = await openSession(await options());
  });
  after(async () => {
    await session?.close();
    assert.deepEqual([...(session?.hosts ?? [])], [], 'hosts outside this machine were asked');
  });
  return (name, body) => {
    test(name, { timeout: LIMIT_MS }, async () => {
      try {
        await body(session);
      } catch (error) {
        await keep(session, name);
        throw error;
      }
    });
  };
}

async function keep(session: Session, name: string): Promise<void> {
  const stem = join(FAILURES, name.replaceAll(/[^\p{L}\p{N}]+/gu, '-'));
  mkdirSync(FAILURES, { recursive: true });
  writeFileSync(`${stem}.log`, session.log());
  await session.page.screenshot({ path: `${stem}.png` });
}
