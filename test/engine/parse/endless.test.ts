import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type CodeParser, openParser } from '../../../src/engine/parse/parser.ts';
import { grammars } from '../../support/grammars.ts';

let parser: CodeParser;
before(async () => {
  parser = await openParser(grammars);
});

const SPACES = ' '.repeat(60_000);

/** An expression that takes the cube of a line's length would be at it for hours: that the test ends is what it tests. */
const isRead = async (path: string, text: string) => assert.ok((await parser.parse(path, text)).units.length > 0);
test('a heading with endless spaces', () => isRead('a.md', `# a${SPACES}x\nwords\n`));
test('a heading of brackets', () => isRead('a.md', `# ${'['.repeat(60_000)}\nwords\n`));
test('a statement with endless spaces', () => isRead('a.sql', `select 1;${SPACES}x\nselect 2;\n`.repeat(3)));
