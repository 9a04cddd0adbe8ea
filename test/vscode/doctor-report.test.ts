import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { indexMissing } from '../../src/engine/errors.ts';
import type { DoctorReport } from '../../src/engine/types.ts';
import { doctor } from '../support/fake-engine.ts';
import '../support/vscode/register.ts';

const { doctorMarkdown } = await import('../../src/vscode/commands/doctor-report.ts');
const willing = new MarkdownIt({ html: true, linkify: true });

/** The page as a person reads it: its text, cells divided by spaces. */
function page(report: Partial<DoctorReport> | Error): string {
  const markdown = doctorMarkdown([{ folder: 'app', report: report instanceof Error ? report : { ...doctor, ...report } }]);
  return willing
    .render(markdown)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

test('what is in, with numbers as people write them', () => {
  assert.match(page({}), /Definitions 34,567/);
  assert.match(page({}), /Size on disk 11\.7 MB/);
  assert.match(page({}), /typescript 1,198 c 2/);
});

test('what is out, by which rule, with examples', () =>
  assert.match(page({}), /Named by \.gitignore, \.parallaxignore or the settings 3 a b c/));

test('a self-test that fails says what to do', () => {
  assert.match(page({}), /✓ It was found at rank 1/);
  const selfTest = { query: 'q', expected: 'a.c:1', rank: 0, elapsedMs: 2 };
  assert.match(page({ selfTest }), /⚠ It was not found: rebuild the index/);
});

test('files parsed in part are one line', () => {
  const problem = (path: string) => ({ path, kind: 'syntax', message: 'in part' });
  const problems = [{ path: 'x.c', kind: 'internal', message: 'it broke' }, ...['a.c', 'b.c', ''].map(problem)];
  assert.match(page({ problems }), /x\.c : it broke Files parsed only in part.*: more than 2 \( a\.c , b\.c \)/);
});

test('a folder without an index says so', () => assert.match(page(indexMissing('/x')), /app There is no index yet/));

test('names of files are text, whatever they say', () => {
  const examples = ['a|b`c.ts', '<img src=x>', '![x](https://evil.example/p.png)', 'https://evil.example'];
  const html = willing.render(
    doctorMarkdown([{ folder: '<b>', report: { ...doctor, root: '](command:x)', skipped: { binary: { count: 4, examples } } } }]),
  );
  assert.doesNotMatch(html, /<img|<a |<b>/);
  assert.equal(
    html.match(/<td>/g)?.length,
    willing.render(doctorMarkdown([{ folder: 'x', report: doctor }])).match(/<td>/g)?.length,
  );
});

test('names in every part of it stay names', () => {
  const name = 'a|<img src=x>`![x](https://evil.example)';
  const skipped = { ignored: { count: 1, examples: [name] } };
  const problems = [{ path: name, kind: 'internal' as const, message: name }];
  const selfTest = { query: name, expected: name, rank: 1, elapsedMs: 1 };
  const report = { ...doctor, root: name, location: name, embedder: name, skipped, problems, selfTest };
  const html = willing.render(doctorMarkdown([{ folder: name, report }]));
  assert.doesNotMatch(html, /<img|evil\.example"/);
});
