import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange, PageMessage, Review, ShownSource } from '../../src/webview/messages.ts';
import { begin, exchange, openPage } from './page.ts';

const source: ShownSource = {
  n: 1,
  path: 'src/client.ts',
  startLine: 10,
  endLine: 12,
  symbol: 'retry',
  language: 'typescript',
  cited: true,
  reason: 'matches the question',
  text: 'function retry() {\n  return send(again);\n}',
};

const answered = (text: string, more = {}): Exchange['state'] => ({
  kind: 'answered',
  answer: { text, sources: [source], unverified: [], notSeen: [], model: 'tiny', tokens: { prompt: 1, completion: 2 }, ...more },
});
const answering = (text: string): Exchange['state'] => ({ kind: 'answering', text, sources: [source], model: 'tiny' });

/** What was told of these types, drafts and views aside. */
const asked = (told: readonly PageMessage[]) => told.filter(({ type }) => type !== 'draft' && type !== 'view');

test('nothing that people, files or models say becomes an element of the page', async () => {
  const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>[x](command:y)';
  const place = { path: evil, startLine: 1, endLine: 2, symbol: evil };
  const state = answered(evil, {
    sources: [{ ...source, ...place, reason: evil, text: evil }],
    unverified: [evil],
    notSeen: [evil],
    model: evil,
    cutShort: evil,
  });
  const found: Exchange['state'] = { kind: 'found', hits: [{ ...place, signature: evil, doc: evil, why: [evil] }] };
  const failed: Exchange['state'] = { kind: 'failed', message: evil, ways: [] };
  const { root, say } = await openPage(
    begin({
      exchanges: [exchange('a', state, evil), exchange('b', found, evil), exchange('c', failed, evil)],
      pinned: [{ kind: 'file', label: evil, target: evil }],
    }),
  );
  await say({ type: 'status', status: { index: 'ready', model: evil } });
  assert.equal(root.querySelector('img, script, iframe, a'), null);
  assert.ok(root.textContent?.includes('<img src=x'));
});

test('a chip opens its source, code opens where it stands, and a link asks the host', async () => {
  const text = 'It is [1]. [docs](https://example.org)\n\n```ts\n  return send(again);\n```';
  const { find, click, told } = await openPage(begin({ exchanges: [exchange('a', answered(text))] }));
  await click(find('.chip'));
  await click(find('[data-act=open]'));
  await click(find('[data-act=copy]'));
  await click(find('a'));
  assert.deepEqual(asked(told), [
    { type: 'openSource', id: 'a', n: 1 },
    { type: 'openSource', id: 'a', n: 1, lines: { startLine: 11, endLine: 11 } },
    { type: 'copyText', text: '  return send(again);' },
    { type: 'link', url: 'https://example.org' },
  ]);
});

test('a growing answer shows its words, and is the same element when it is complete', async () => {
  const { find, say, root } = await openPage(begin({ exchanges: [exchange('a', answering(''))] }));
  await say({ type: 'text', id: 'a', text: 'It is **so**' });
  const text = find('.markdown');
  for (let tries = 0; tries < 400 && text.textContent === ''; tries++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(text.textContent?.trim(), 'It is so');
  const first = text.firstElementChild;
  await say({ type: 'exchange', exchange: exchange('a', answered('It is **so**')) });
  assert.equal(find('.markdown').firstElementChild, first);
  assert.equal(root.querySelectorAll('.markdown').length, 1);
});

test('the start and the end of an answer are announced, its words are not', async () => {
  const { find, say } = await openPage(begin());
  const said = () => find('[role=status]').textContent;
  assert.equal(said(), '');
  await say({ type: 'exchange', exchange: exchange('a', answering('')) });
  assert.equal(said(), 'Answering…');
  await say({ type: 'text', id: 'a', text: 'Because.' });
  assert.equal(said(), 'Answering…');
  await say({ type: 'exchange', exchange: exchange('a', answered('Because.')) });
  assert.match(said() ?? '', /complete/);
});

test('a conversation that is shown again is not announced', async () => {
  const { find } = await openPage(begin({ exchanges: [exchange('a', answered('Because.'))] }));
  assert.equal(find('[role=status]').textContent, '');
});

test('Enter sends; with Shift it does not, nor while a Chinese word is chosen', async () => {
  const { find, type, press, told } = await openPage(begin());
  const area = find<HTMLTextAreaElement>('footer textarea');
  await type('怎么重试？');
  await press(area, 'Enter', { isComposing: true });
  await press(area, 'Enter', { shiftKey: true });
  assert.deepEqual(asked(told), []);
  await press(area, 'Enter');
  assert.deepEqual(asked(told), [{ type: 'ask', draft: { text: '怎么重试？', attached: [] } }]);
  assert.equal(area.value, '');
});

test('the arrow up brings the last question back into an empty input', async () => {
  const { find, type, press } = await openPage(begin({ exchanges: [exchange('a', answered('So.'), 'Why?')] }));
  const area = find<HTMLTextAreaElement>('footer textarea');
  await press(area, 'ArrowUp');
  assert.equal(area.value, 'Why?');
  await type('other');
  await press(area, 'ArrowUp');
  assert.equal(area.value, 'other');
});

test('while an answer is under way Escape stops it and Enter sends nothing', async () => {
  const { find, type, press, told } = await openPage(begin({ exchanges: [exchange('a', answering('So'))] }));
  await type('next');
  await press(find('footer textarea'), 'Enter');
  await press(find('footer textarea'), 'Escape');
  assert.deepEqual(asked(told), [{ type: 'stop', id: 'a' }]);
});

test('code is attached by keyboard and goes with the question', async () => {
  const attachment = { kind: 'symbol', label: 'retry', target: 'src/client.ts:10-12' } as const;
  const { find, type, press, say, told } = await openPage(begin());
  await type('why #ret');
  assert.deepEqual(asked(told), [{ type: 'suggest', query: 'ret' }]);
  const other = { kind: 'file', label: 'other.ts', target: 'src/other.ts' } as const;
  const items = [other, attachment].map((one) => ({ attachment: one, detail: '' }));
  await say({ type: 'suggestions', query: 'ret', items });
  await press(find('footer textarea'), 'ArrowDown');
  await press(find('footer textarea'), 'Enter');
  assert.match(find('footer .attachment').textContent ?? '', /retry/);
  await press(find('footer textarea'), 'Enter');
  assert.deepEqual(asked(told).at(-1), { type: 'ask', draft: { text: 'why', attached: [attachment] } });
});

test('commands are offered at the beginning and completed', async () => {
  const { root, find, type, press } = await openPage(begin());
  await type('/s');
  assert.deepEqual(
    [...root.querySelectorAll('[role=option]')].map(({ textContent }) => textContent),
    ['/search Searches.'],
  );
  await press(find('footer textarea'), 'Tab');
  assert.equal(find<HTMLTextAreaElement>('footer textarea').value, '/search ');
});

const chunk = (n: number, tokens: number): Review['chunks'][number] => ({
  ...source,
  n,
  tokens,
  masked: n === 2 ? 3 : 0,
  attached: false,
  pinned: n === 2,
});
const review: Review = { model: 'tiny', chunks: [chunk(1, 100), chunk(2, 40)], frameTokens: 7, budget: 6000, notSeen: [] };

test('a review adds up what would be sent, and sends what is kept', async () => {
  const { root, find, click, told } = await openPage(begin({ exchanges: [exchange('a', { kind: 'reviewing', review })] }));
  assert.match(find('.total').textContent ?? '', /^2 of 2 pieces, about 147 tokens$/);
  assert.match(find('.masked').textContent ?? '', /3 likely secrets/);
  const [keepFirst, pinFirst] = root.querySelectorAll<HTMLInputElement>('.chunk input');
  await click(pinFirst);
  await click(keepFirst);
  assert.match(find('.total').textContent ?? '', /^1 of 2 pieces, about 47 tokens$/);
  await click(find('.review .primary'));
  assert.deepEqual(asked(told), [{ type: 'review', id: 'a', action: 'send', keep: [2], pin: [2] }]);
});

test('Escape in a review sends nothing', async () => {
  const { find, press, told } = await openPage(begin({ exchanges: [exchange('a', { kind: 'reviewing', review })] }));
  await press(find('.review .primary'), 'Escape');
  assert.deepEqual(asked(told), [{ type: 'review', id: 'a', action: 'cancel', keep: [1, 2], pin: [2] }]);
});

test('an error offers its ways out', async () => {
  const failed: Exchange['state'] = { kind: 'failed', message: 'The key was refused.', ways: ['parallax.model.setKey'] };
  const { find, click, told } = await openPage(begin({ exchanges: [exchange('a', failed)] }));
  assert.match(find('[role=alert]').textContent ?? '', /The key was refused\./);
  await click(find('[role=alert] button'));
  assert.deepEqual(asked(told), [{ type: 'run', command: 'parallax.model.setKey' }]);
});

test('a question is edited where it stands, and its answer asked anew', async () => {
  const { find, click, press, told, root } = await openPage(begin({ exchanges: [exchange('a', answered('So.'), 'Why?')] }));
  await click(
    [...root.querySelectorAll<HTMLElement>('.actions button')].find((one) => one.textContent === 'Edit') as HTMLElement,
  );
  const area = find<HTMLTextAreaElement>('.exchange textarea');
  assert.equal(area.value, 'Why?');
  await press(area, 'Enter');
  assert.deepEqual(asked(told), [{ type: 'resend', id: 'a', draft: { text: 'Why?', attached: [] } }]);
});

for (const [index, expected] of [
  ['noFolder', /Open a folder/],
  ['missing', /no index yet.*Index Workspace/],
  ['indexing', /Indexing the workspace… 40%.*ask already/],
  ['paused', /paused.*Resume Indexing/],
  ['problem', /could not be brought up to date.*Show Logs/],
] as const)
  test(`before the first question the page says what to do: ${index}`, async () => {
    const { find, say } = await openPage(begin());
    await say({ type: 'status', status: { index, percent: 40 } });
    assert.match(find('.welcome').textContent ?? '', expected);
  });

test('the draft that was kept is there again', async () => {
  const kept = begin();
  assert.equal(kept.type, 'begin');
  const { find } = await openPage({ ...kept, draft: { text: 'half a question', attached: [] } } as typeof kept);
  assert.equal(find<HTMLTextAreaElement>('footer textarea').value, 'half a question');
});
