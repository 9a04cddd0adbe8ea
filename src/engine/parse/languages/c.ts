/** C, and what its relatives share with it. */
import type { Declared, Language, Name } from '../language.ts';
import { readScope } from '../names.ts';

/** A declarator is more than its name: `*foo(int a)`, `(*handler)(int)`, `ns::Foo<T>::operator()(int)`. */
export function declaratorName(text: string): Name {
  const match =
    /((?:[\w$~]+(?:<[^()]*?>)?\s*::\s*)*)(operator\s*(?:\(\s*\)|[^\s\w(]+|[\w\s:<>*&]+)|~?\s*[\w$]+)\s*(?:$|[)([,;:={<])/.exec(
      text.trim(),
    );
  if (!match) return { name: text.trim(), scope: [] };
  return { name: match[2].replace(/\s+/g, ' ').trim(), scope: readScope(match[1]) };
}

export function isNotStatic({ signature }: Declared): boolean {
  return !/\bstatic\b/.test(signature);
}

export const c: Language = {
  id: 'c',
  grammar: 'tree-sitter-c',
  extensions: ['.c', '.h'],
  exported: isNotStatic,
  readName: declaratorName,
  constructors: [],
  query: `
    (function_definition declarator: (_) @name body: (_) @body) @unit.function
    (struct_specifier name: (_) @name body: (_) @body) @unit.class
    (enum_specifier name: (_) @name body: (_) @body) @unit.enum
    (preproc_function_def name: (_) @name) @unit.macro
    (preproc_include path: (_) @import) @import.statement
    (call_expression function: (identifier) @call)
    (call_expression function: (field_expression field: (_) @call))
    (comment) @comment
  `,
};
