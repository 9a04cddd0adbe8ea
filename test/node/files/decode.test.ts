import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { decode } from '../../../src/node/files/decode.ts';

const code = `export function retry(times: number) {\n  return times > 3 ? giveUp() : again();\n}\n`.repeat(5);

/** `line` as a comment in a file of code, encoded and decoded again. */
function check(line: string, encoding: string, expected = encoding) {
  const text = `${code}// ${line}\n${code}`;
  assert.deepEqual(decode(iconv.encode(text, encoding, { addBOM: false })), { kind: 'text', text, encoding: expected });
}

function checkKind(bytes: readonly number[] | Uint8Array | string, kind: 'text' | 'binary' | 'undecodable') {
  assert.equal(decode(Buffer.from(bytes as Uint8Array)).kind, kind);
}

test('UTF-8 and ASCII', () => {
  check('plain', 'utf-8', 'ascii');
  check('naïve 数据 🙂', 'utf-8');
});

test('one comment is enough for Chinese, Japanese and Korean', () => {
  check('计算用户的推荐分数，并写入缓存', 'gb18030');
  check('重试策略：失败三次后放弃', 'gb18030');
  check('計算使用者的推薦分數，並寫入快取', 'big5');
  check('ユーザーの推薦スコアを計算してキャッシュに書き込む', 'shift_jis');
  check('ユーザーの推薦スコアを計算してキャッシュに書き込む', 'euc-jp');
  check('사용자의 추천 점수를 계산하여 캐시에 기록한다', 'euc-kr');
});

test('Western and Cyrillic comments', () => {
  check('Größe des Puffers überschritten', 'windows-1252');
  check('Copyright 1999 José García', 'windows-1252');
  check('Valeur par défaut: à vérifier — “voilà”', 'windows-1252');
  check('Função de recuperação da configuração', 'windows-1252');
  check('Вычисляет оценку рекомендаций пользователя и записывает в кэш', 'windows-1251');
});

test('UTF-16 and UTF-32 by their marks, which are not part of the text', () => {
  for (const encoding of ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be']) {
    const text = `${code}数据\n`;
    assert.deepEqual(decode(iconv.encode(text, encoding, { addBOM: true })), { kind: 'text', text, encoding });
  }
  assert.deepEqual(decode(Buffer.from('\ufeffa')), { kind: 'text', text: 'a', encoding: 'utf-8' });
});

test('UTF-16 without a mark by its zeros', () => {
  check('plain', 'utf-16le');
  check('plain', 'utf-16be');
});

test('binaries', () => {
  checkKind([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0], 'binary');
  checkKind('text\0text', 'binary');
  checkKind(
    Uint8Array.from({ length: 4_000 }, (_, i) => ((i * 7_919) % 255) + 1),
    'binary',
  );
  checkKind([0], 'binary');
});

test('a zero far down does not make a text binary', () => {
  checkKind(`${'a line of text\n'.repeat(1_000)}\0\n`, 'text');
});

test('nothing is a text, and a mark alone too', () => {
  checkKind([], 'text');
  checkKind([0xff, 0xfe], 'text');
  checkKind([0xef, 0xbb, 0xbf], 'text');
});

test('a mark that lies is found out', () => {
  checkKind([0xff, 0xfe, ...Array.from({ length: 400 }, (_, i) => (i % 2 ? 0xd8 : 0x41))], 'undecodable');
});
