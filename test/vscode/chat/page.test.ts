import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentPolicy, pageHtml } from '../../../src/vscode/chat/page.ts';
import { webAddress } from '../../../src/vscode/chat/web-address.ts';
import { pageMessage } from '../../../src/webview/messages.ts';

test('the page may load one script and one style sheet, and nothing else', () => {
  const policy = new Map(
    contentPolicy('abc')
      .split('; ')
      .map((rule) => [rule.split(' ')[0], rule.slice(rule.indexOf(' ') + 1)]),
  );
  assert.equal(policy.get('default-src'), "'none'");
  assert.equal(policy.get('script-src'), "'nonce-abc'");
  assert.equal(policy.get('style-src'), "'nonce-abc'");
  assert.deepEqual([...policy.keys()].sort(), ['base-uri', 'default-src', 'form-action', 'script-src', 'style-src']);
});

test('no address can write into the page', () => {
  const html = pageHtml({ nonce: 'abc', script: 'https://x/"><script>', style: 's.css', language: 'en' });
  assert.doesNotMatch(html, /"><script>/);
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.doesNotMatch(html, /unsafe|\son\w+=/);
});

function checkAddress(url: string, expected: string | undefined) {
  test(`${url} ${expected === undefined ? 'is never opened' : 'may be opened'}`, () => assert.equal(webAddress(url), expected));
}
checkAddress('https://example.org/a', 'https://example.org/a');
checkAddress('HTTP://example.org', 'http://example.org/');
for (const url of [
  'javascript:alert(1)',
  'command:workbench.action.quit',
  'vscode://x',
  'file:///etc/passwd',
  'data:,x',
  ' ',
  'src/a.ts',
  '//evil.example',
  'https://example.org@evil.example/',
  'https://user:word@example.org/',
])
  checkAddress(url, undefined);

function checkRefused(what: string, message: unknown) {
  test(`the host does not listen to ${what}`, () => assert.equal(pageMessage.safeParse(message).success, false));
}
checkRefused('a command that is not on the list', { type: 'run', command: 'workbench.action.quit' });
checkRefused('a message of no known type', { type: 'open', path: '/etc/passwd' });
checkRefused('a place instead of the number of a source', { type: 'openSource', id: 'a', n: 'src/a.ts' });
checkRefused('lines that are none', { type: 'openSource', id: 'a', n: 1, lines: { startLine: -1, endLine: 2 } });
checkRefused('nothing', undefined);
