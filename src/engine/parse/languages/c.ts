/** C, and what its relatives share with it. */
import type { UnitKind } from '../../types.ts';
import { C_COMMENTS, type Declared, type Language, type Name } from '../language.ts';
import { readScope } from '../names.ts';

const DECLARATOR =
  /((?:[\w$~]+(?:<[^()]*?>)?\s*::\s*)*)(operator\s*(?:\(\s*\)|\[\s*\]|""\s*\w+|[^\s\w([]+|[\w\s:<>*&]+?(?=\s*\())|~\s*[\w$]+|[\w$]+)\s*(?:<[^()]*>\s*)?(?:$|[)([,;={]|:(?!:))/;

/** A call of a macro that defines something: `SYSCALL_DEFINE3(read, …)`, `TEST(Suite, Case)`, `TEST_CASE("words")`. */
const DEFINING_CALL = /^[A-Z][A-Z0-9_]*\s*\(\s*(?:"([^"\n]*)"|([\w$]+)\s*(?:,\s*([\w$]+))?)/;

/** Names stand near the beginning of a declarator. */
const LONGEST_HEAD = 500;

/** A declarator is more than its name: `*foo(int a)`, `(*handler)(int)`, `ns::Foo<T>::operator()(int)`. */
export function declaratorName(text: string, kind: UnitKind): Name {
  if (kind === 'test' || kind === 'macro') return definedByMacro(text, kind);
  const match = DECLARATOR.exec(text.slice(0, LONGEST_HEAD).trim());
  if (!match) return { name: text.replace(/\s+/g, ' ').trim().slice(0, 200), scope: [] };
  return { name: match[2].replace(/\s+/g, ' ').trim(), scope: readScope(match[1]) };
}

function definedByMacro(text: string, kind: UnitKind): Name {
  const [, words, first, second] = DEFINING_CALL.exec(text) ?? [];
  if (words !== undefined) return { name: words, scope: [] };
  const name = kind === 'test' && second ? `${first}.${second}` : first;
  return { name: name ?? text.trim(), scope: [] };
}

/** A line that is one macro and opens or closes a region: `ABSL_NAMESPACE_BEGIN`, `__END_DECLS`. */
const REGION = /^[ \t]*[A-Z_][A-Z0-9_]{0,60}(?:BEGIN|END)[A-Z0-9_]{0,60}(?:\([^()\n]*\))?[ \t]*$/gm;
/** A macro between keyword and name: `class API_EXPORT Name`, `struct ALIGNED(8) name`. */
const DECORATION =
  /\b(class|struct|union|enum(?:[ \t]+class)?)([ \t]+)([A-Z_][A-Z0-9_]{2,60}(?:\([^()\n]*\))?)(?=[ \t]+[A-Za-z_]\w*(?:[ \t]+final)?\s*[:{])/g;
/** `typedef NS_ENUM(NSInteger, Name) {` reads as `typedef enum Name {`. */
const APPLE_ENUM = /\bNS_(?:CLOSED_)?(?:ENUM|OPTIONS)(\([ \t]*\w+[ \t]*,)([ \t]*\w+[ \t]*)\)/g;

/** The head of a function with an attribute that is a bare word, as kernels write them: `static int __init start(void)`. */
const ATTRIBUTED_HEAD = /^[A-Za-z_][\w \t*]{0,120}?\b(?:__[a-z]|asmlinkage|noinstr|notrace|noinline)[\w \t*]{0,120}\(/gm;
const BARE_ATTRIBUTE =
  /\b(?:asmlinkage|noinstr|notrace|noinline\w*|__(?!(?:[us]|[lb]e)\d+\b|int|kernel_|typeof|extension|poll_t|w?sum)[a-z]\w*)(?=[ \t*])/g;
const ATTRIBUTE_WITH_ARGUMENTS =
  /\b__(?:printf|scanf|acquires|releases|must_hold|cond_acquires|aligned|section|alias|alloc_size|free|no_sanitize)\([^()\n]*\)/g;

/** Blanks macros that no grammar can make sense of, and that would turn whole namespaces and classes into errors. */
export function withoutMacros(text: string): string {
  return text
    .replace(REGION, blank)
    .replace(ATTRIBUTE_WITH_ARGUMENTS, blank)
    .replace(ATTRIBUTED_HEAD, (head) => head.replace(BARE_ATTRIBUTE, blank))
    .replace(DECORATION, (_, keyword: string, space: string, macro: string) => keyword + space + blank(macro))
    .replace(APPLE_ENUM, (all: string, _base: string, name: string) => `${'enum'.padEnd(all.length - name.length - 1)}${name} `);
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}

export function isNotStatic({ signature }: Declared): boolean {
  return !/\bstatic\b/.test(signature);
}

/** Types, tables, macros and calls, in C and in Objective-C. */
export const C_PATTERNS = `
  (struct_specifier name: (_) @name body: (_) @body) @unit.class
  (union_specifier name: (_) @name body: (_) @body) @unit.class
  (enum_specifier name: (_) @name body: (_) @body) @unit.enum
  (declaration type: [(struct_specifier name: (_) @name body: (_)) (union_specifier name: (_) @name body: (_))]) @unit.class
  (type_definition type: [(struct_specifier name: (_) @name body: (_)) (union_specifier name: (_) @name body: (_))]) @unit.class
  (type_definition type: (enum_specifier name: (_) @name body: (_))) @unit.enum
  (type_definition type: [(struct_specifier !name body: (_) @body) (union_specifier !name body: (_) @body)] . declarator: (_) @name) @unit.class
  (type_definition type: (enum_specifier !name body: (_) @body) . declarator: (_) @name) @unit.enum
  (type_definition type: [(primitive_type) (type_identifier) (sized_type_specifier) (struct_specifier !body)] . declarator: (_) @name) @unit.type
  (declaration declarator: (init_declarator declarator: (_) @name value: (initializer_list) @body)) @unit.schema
  (preproc_function_def name: (_) @name) @unit.macro
  (preproc_include path: (_) @import) @import.statement
  (call_expression arguments: (_) @arguments)
`;

/** \`SYSCALL_DEFINE3(read, …) { … }\`: a call without its semicolon, and a block. */
const MACRO_WITH_BODY = `
  ((expression_statement (call_expression function: (identifier)) @name . (MISSING ";")) @unit.macro . (compound_statement) @body)
`;

export const c: Language = {
  id: 'c',
  grammar: 'tree-sitter-c',
  extensions: ['.c', '.h'],
  exported: isNotStatic,
  readName: declaratorName,
  mask: withoutMacros,
  constructors: [],
  comments: C_COMMENTS,
  query: `
    (function_definition declarator: (_) @name body: (_) @body) @unit.function
    ${MACRO_WITH_BODY}
    ${C_PATTERNS}
  `,
};
