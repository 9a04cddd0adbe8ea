import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExtensionContext } from 'vscode';
import { deleteKey, keyName, originsWithKeys, readKey, storeKey } from '../../../src/vscode/models/keys.ts';

/** Secrets and state in two maps, as VS Code keeps them apart. */
function keyHolder() {
  const secrets = new Map<string, string>();
  const state = new Map<string, unknown>();
  const context = {
    secrets: {
      get: async (name: string) => secrets.get(name),
      store: async (name: string, value: string) => void secrets.set(name, value),
      delete: async (name: string) => void secrets.delete(name),
    },
    globalState: {
      get: (name: string, fallback: unknown) => state.get(name) ?? fallback,
      update: async (name: string, value: unknown) => void state.set(name, value),
    },
  } as unknown as Pick<ExtensionContext, 'secrets' | 'globalState'>;
  return { context, state };
}

test('a key belongs to an origin, whatever the path', () => {
  assert.equal(keyName('https://api.example.com/v1'), keyName('https://api.example.com/v2/'));
  assert.notEqual(keyName('https://api.example.com'), keyName('http://api.example.com'));
  assert.notEqual(keyName('https://api.example.com'), keyName('https://api.example.com:8443'));
  assert.notEqual(keyName('https://api.example.com'), keyName('https://api.example.com.evil.org'));
});

test('keys are stored and removed by server, and known by name only', async () => {
  const { context, state } = keyHolder();
  await storeKey(context, 'https://b.example/v1', 'sk-secret-b');
  await storeKey(context, 'https://a.example/v1', 'sk-secret-a');
  await storeKey(context, 'https://a.example/v2', 'sk-secret-c');
  assert.deepEqual(originsWithKeys(context), ['https://a.example', 'https://b.example']);
  assert.equal(await readKey(context.secrets, 'https://a.example/any'), 'sk-secret-c');
  assert.doesNotMatch(JSON.stringify([...state]), /sk-secret/);
  await deleteKey(context, 'https://a.example');
  assert.deepEqual(originsWithKeys(context), ['https://b.example']);
  assert.equal(await readKey(context.secrets, 'https://a.example'), undefined);
});
