import { test } from 'node:test';
import { checksOf } from './check.ts';

const { units, doc, signature, calls, imports } = checksOf('shop.c');

const ORDER = `/*
 * Copyright (C) 2020 Nobody
 */
#include <stdio.h>
#include "order.h"

#define MAX(a, b) ((a) > (b) ? (a) : (b))

typedef struct {
  int id;
} line_t;

struct order {
  line_t *lines;
  union price { int cents; } price;
};

typedef enum { NEW, PAID } state_t;
typedef int (*visitor)(struct order *);

static const struct order EMPTY[] = {
  { 0 },
};
int table[] = { 1, 2 };

/* Sums up.
 *
 * In cents. */
int total(const struct order *o, int (*rate)(int))
{
  int local[] = { 1, 2 };
  helper(o->lines, MAX(1, 2));
  return o->vt->price(rate(1)) + (*rate)(2);
}

static char *name_of(struct order *o) { return o->name; }

int old(a, b)
  int a;
  char *b;
{
  return a;
}
`;

test('definitions', () =>
  units(ORDER, [
    '+macro MAX 7-7',
    '+class line_t 9-11',
    '+class order 13-16',
    '+class order.price 15-15',
    '+enum state_t 18-18',
    '+type visitor 19-19',
    '-schema EMPTY 21-23',
    '+schema table 24-24',
    '+function total 29-34',
    '-function name_of 36-36',
    '+function old 38-43',
  ]));
test('a comment before a function', () => doc(ORDER, 'total', 'Sums up.\n\nIn cents.'));
test('a signature', () => signature(ORDER, 'total', 'int total(const struct order *o, int (*rate)(int))'));
test('the name of a typedef stands behind its body', () => signature(ORDER, 'line_t', 'typedef struct line_t'));
test('calls', () => calls(ORDER, 'total', ['helper', 'MAX', 'o->vt>price', 'rate']));
test('includes', () => imports(ORDER, ['stdio.h', 'order.h']));

test('functions behind macros of a kernel', () =>
  units(
    `static int __init start(void)
{
  return 1;
}
static __printf(3, 0) int log_it(int a, const char *f) { return 0; }
SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count)
{
  return 0;
}
PUBLIC bool visible(int x) { return x; }
`,
    ['-function start 1-4', '-function log_it 5-5', '+macro read 6-9', '+function visible 10-10'],
  ));

test('a function whose head depends on a condition', () =>
  units(
    `#ifdef A
int f(void) {
#else
int f(int a) {
#endif
  return 1;
}
int g(void) { return 2; }
`,
    ['+function f 4-7', '+function g 8-8'],
  ));

test('a macro with a body of several lines', () =>
  units('#define EACH(x) \\\n  first(x); \\\n  second(x)\nint a(void) { return 0; }\n', ['+macro EACH 1-3', '+function a 4-4']));

const header = checksOf('shop.h');
test('a header in C', () => header.units('struct a {\n  int b;\n};\nint f(struct a *);\n', ['+class a 1-3']));
test('a header in C++', () =>
  header.units('class A {\n public:\n  int f() { return 1; }\n};\n', ['+class A 1-4', '+method A.f 3-3']));
test('a header in Objective-C', () => header.units('@interface A : NSObject\n- (void)go;\n@end\n', ['+class A 1-3']));
