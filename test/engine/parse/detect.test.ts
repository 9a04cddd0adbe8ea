import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf } from '../../../src/engine/parse/detect.ts';

const check = (path: string, text: string, expected: string | undefined) => assert.equal(languageOf(path, text)?.id, expected);

test('by ending', () => {
  check('a.ts', '', 'typescript');
  check('a.tsx', '', 'tsx');
  check('a.mjs', '', 'javascript');
  check('A.PY', '', 'python');
  check('a.d.ts', '', 'typescript');
  check('a.cuh', '', 'cuda');
  check('a.m', '', 'objc');
  check('a.txt', '', undefined);
});
test('by shebang, where there is no ending', () => {
  check('bin/run', '#!/usr/bin/env python3\n', 'python');
  check('bin/run', '#!/usr/bin/env -S node --flag\n', 'javascript');
  check('bin/run', '#!/bin/bash -e\n', 'bash');
  check('bin/run', '#!/usr/bin/python2.7\n', 'python');
  check('bin/run', 'no shebang', undefined);
  check('.gitignore', 'x', undefined);
});
test('a header by what it holds', () => {
  check('a.h', 'struct a { int b; };', 'c');
  check('a.h', '#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void);\n', 'c');
  check('a.h', 'namespace a {\nint f();\n}', 'cpp');
  check('a.h', '#include <vector>\n', 'cpp');
  check('a.h', 'template <class T> T f();', 'cpp');
  check('a.h', '#import <UIKit/UIKit.h>\n', 'objc');
  check('a.h', '@protocol A\n@end\n', 'objc');
});
test('an ending of two languages', () => {
  check('a.inc', '<?php\nfunction f() {}\n', 'php');
  check('a.inc', 'namespace a {\n}', 'cpp');
  check('Makefile.inc', 'SOURCES = a.c b.c\n', undefined);
  check('a.php', 'no opening tag', 'php');
});
