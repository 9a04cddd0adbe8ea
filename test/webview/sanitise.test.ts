import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JSDOM } from 'jsdom';
import { highlight } from '../../src/webview/highlight.ts';
import { type AnswerEnv, markUnverified, renderBlocks } from '../../src/webview/markdown.ts';
import { createSanitiser } from '../../src/webview/sanitise.ts';

const { window } = new JSDOM('<!doctype html>');
const sanitise = createSanitiser(window as unknown as Window & typeof globalThis);
const hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
const env: AnswerEnv = { label: (n) => (n < 9 ? hostile : undefined), title: () => hostile, unverified: hostile };

function shown(html: string): HTMLElement {
  const page = window.document.createElement('div');
  page.append(sanitise(html));
  return page;
}

/** What could load, run, send or lead away. */
function assertHarmless(page: HTMLElement) {
  assert.equal(
    page.querySelector('img, script, iframe, object, embed, link, style, svg, math, form, input, video, audio, base, meta'),
    null,
  );
  for (const element of page.querySelectorAll('*'))
    for (const { name } of element.attributes)
      assert.doesNotMatch(name, /^on|^href|^src|^style|^action|^xlink|^id$|^name$/, element.outerHTML);
}

const ATTACKS = [
  hostile,
  '<svg><script>alert(1)</script></svg>',
  '<a href="javascript:alert(1)">x</a>',
  '<math><mtext><style><img src onerror=alert(1)></style></mtext></math>',
  '<form action="https://evil.example"><input name=a></form>',
  '<div style="background:url(https://evil.example/x)">x</div>',
  '![x](https://evil.example/x.png "t")',
  '![x][r]\n\n[r]: https://evil.example/x.png',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](command:workbench.action.quit)',
  '<https://evil.example/x">',
  '<javascript:alert(1)>',
  '[x](https://evil.example/"onmouseover="alert(1))',
  '```"><img/src=x/onerror=alert(1)>\ncode\n```',
  '````\nunclosed <img src=x onerror=alert(1)>',
  '| <img src=x onerror=alert(1)> |\n|---|\n| <script>1</script> |',
  '`<img src=x onerror=alert(1)>` [1] [12]',
  '&lt;img src=x onerror=alert(1)&gt; &#60;script&#62;',
  '[1](command:x) [<img src=x>](https://example.org)',
];

for (const attack of ATTACKS) {
  test(`${JSON.stringify(attack)} does no harm as Markdown`, () => {
    const html = renderBlocks(markUnverified(attack, [attack]), env).map((block) => block.html);
    assertHarmless(shown(html.join('')));
  });
  test(`${JSON.stringify(attack)} does no harm as HTML`, () => assertHarmless(shown(attack)));
  test(`${JSON.stringify(attack)} stays what it is as code`, () => {
    const page = shown(highlight(attack, 'c'));
    assertHarmless(page);
    assert.equal(page.textContent, attack);
  });
}

test('what answers are made of is kept', () => {
  const page = shown(
    renderBlocks('**a** [1] [docs](https://example.org)\n\n```c\nint x;\n```', { ...env, label: () => 'a.c:1' })[0].html,
  );
  assert.equal(page.querySelector('button.chip')?.getAttribute('data-n'), '1');
  assert.equal(page.querySelector('a')?.getAttribute('data-url'), 'https://example.org');
  assert.equal(page.querySelector('strong')?.textContent, 'a');
});

test('a megabyte in one fence that never ends is plain text, whole', () => {
  const code = 'x = [1] <b>;\n'.repeat(80_000);
  const [block] = renderBlocks(`\`\`\`js\n${code}`, env);
  assert.equal(shown(block.html).textContent, code.trimEnd());
});

for (const language of ['java', 'typescript', 'haskell'])
  test(`an endless word and an endless gap of ${language} stay plain`, () => {
    for (const code of ['a'.repeat(29_000), '\n'.repeat(29_000)]) assert.equal(highlight(code, language), code);
  });
