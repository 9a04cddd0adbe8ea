import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseQuestion, type Question } from '../../../src/engine/retrieve/question.ts';

const TRANSLATIONS = {
  重试: [['retry', 0.6]],
  策略: [
    ['policy', 0.5],
    ['the', 0.3],
  ],
  缓存: [['cache', 0.2]],
  界面: [['screen', 0.2]],
} as const;
const asked = (text: string) => analyseQuestion(text, TRANSLATIONS);
const check = <K extends keyof Question>(text: string, key: K, expected: Question[K]) =>
  assert.deepEqual(asked(text)[key], expected);
const has = (text: string, ...terms: string[]) => {
  for (const term of terms) assert.ok(asked(text).terms.has(term), `${term} in ${[...asked(text).terms.keys()]}`);
};

test('a single word is a name', () => check('APIRouter', 'class', 'name'));
test('a qualified word is a name', () => check('Foo::bar', 'names', ['bar']));
test('a path is a name', () => check('lib/url.c', 'class', 'name'));
test('a sentence asks for behaviour', () => check('where is the timeout handled', 'class', 'behaviour'));
test('a sentence may ask for a design', () => check('overall architecture of the router', 'class', 'design'));
test('a Chinese sentence is no name', () => check('重试策略在哪里', 'class', 'behaviour'));
test('Chinese may ask for a design', () => check('整体架构', 'class', 'design'));
test('stop words are not looked for', () => assert.ok(!asked('where is the timeout').terms.has('where')));
test('words are stemmed', () => has('how connections are resolved', 'connect', 'resolv'));
test('neighbours may be written as one word', () => has('parse the url query', 'urlquery'));
test('identifiers in a sentence are names', () => check('who calls parseUrl and `Frob`', 'names', ['Frob', 'parseUrl']));
test('Chinese words are looked for as they are', () => has('重试策略', '重试', '策略'));
test('and by their translations', () => has('重试策略在哪里', 'retry', 'policy'));
test('a stop word is no translation', () => assert.ok(!asked('策略').terms.has('the')));
test('a sure translation is read by the embedding', () => assert.match(asked('重试').embedded, /retry/));
test('an unsure one is not', () => assert.doesNotMatch(asked('界面').embedded, /screen/));
test('mixed questions keep both', () => has('Embedding的缓存在哪里', 'embed', '缓存', 'cach'));
test('terms are shown as they were written', () =>
  assert.equal(asked('how connections work').shown.get('connect'), 'connections'));
test('a question may want tests', () => check('which tests cover the parser', 'wantsTests', true));
test('测试 wants tests too', () => check('解析器的测试在哪里', 'wantsTests', true));
test('an earlier version may be meant', () => check('how does v1 do it', 'wantsOlder', true));

test('kin of a word are looked for too', () => has('where is the input validated', 'validat', 'valid'));
test('short forms are looked for too', () => has('how is a connection closed', 'connect', 'conn'));
test('and those of several words', () => has('file system events', 'fs'));
test('a name is looked for as it is', () => assert.deepEqual([...asked('configuration').terms.keys()], ['configur']));
test('neighbours in Chinese may be one word of code', () => has('路由缓存', 'routecache'));
test('a capitalised word in a sentence may be a name', () => check('how Table defines columns', 'likelyNames', ['Table']));
test('one that begins a sentence is not', () => check('Table columns', 'likelyNames', []));
test('kin of translated words are looked for', () => has('校验', 'validat', 'valid'));
test('a particle does not keep neighbours apart', () => has('路由的缓存', 'routecache'));
test('the end of one word and the beginning of the next are shown as no word', () =>
  assert.equal(asked('重试策略').shown.get('试策'), ''));
test('two characters that no table knows are shown', () => assert.equal(asked('甲乙的策略').shown.get('甲乙'), '甲乙'));
test('what an apostrophe cuts off is no word', () => assert.ok(!asked("the terminal's colours don't change").terms.has('s')));
