/** JavaScript with JSX, and what TypeScript shares with it. */
import { C_COMMENTS, type Declared, type Language } from '../language.ts';
import { readScope } from '../names.ts';

const FUNCTION = '[(arrow_function) (function_expression) (generator_function)] @lambda';
const BUILT = '[(call_expression) (new_expression) (object) (array) (await_expression)]';

/** Patterns for node types that the JavaScript and TypeScript grammars share. */
export const ECMASCRIPT = `
  ((call_expression function: (_) @_test arguments: (arguments . [(string) (template_string)] @name . ${FUNCTION})) @unit.test
    (#match? @_test "^(?:describe|it|test|suite|context|specify|bench)\\\\b"))
  (function_declaration name: (_) @name body: (_) @body) @unit.function
  (generator_function_declaration name: (_) @name body: (_) @body) @unit.function
  (lexical_declaration (variable_declarator name: (identifier) @name value: ${FUNCTION})) @unit.function
  (variable_declaration (variable_declarator name: (identifier) @name value: ${FUNCTION})) @unit.function
  (lexical_declaration (variable_declarator name: (identifier) @name value: (class body: (_) @body))) @unit.class
  (class_declaration name: (_) @name body: (_) @body) @unit.class
  (method_definition name: (_) @name body: (_) @body) @unit.method
  (pair key: (_) @name value: ${FUNCTION}) @unit.function
  (assignment_expression left: (identifier) @name right: ${FUNCTION}) @unit.function
  (assignment_expression left: (member_expression object: (_) @scope property: (_) @name) right: ${FUNCTION}) @unit.function
  (assignment_expression left: (member_expression object: (_) @scope property: (_) @name) right: (class body: (_) @body)) @unit.class
  (arguments) @arguments
  (decorator) @attribute
`;

/** Imports, exports and values of the module. A wrapper's kind counts only where nothing else has captured the name. */
export const ECMASCRIPT_TOP = `
  (export_statement "default" @name value: ${FUNCTION}) @unit.function
  (export_statement "default" @name value: (class body: (_) @body)) @unit.class
  (export_statement "default" @name value: ${BUILT}) @unit.schema
  (export_statement "default" value: (identifier) @export)
  (export_statement declaration: (lexical_declaration (variable_declarator name: (identifier) @name value: ${BUILT}))) @unit.schema
  (export_statement declaration: (lexical_declaration (variable_declarator name: (identifier) @name))) @unit.constant
  (export_statement declaration: (_ name: (_) @name)) @unit.function
  (export_specifier name: (_) @export)
  (program (lexical_declaration . (variable_declarator name: (identifier) @name value: ${BUILT}) .) @unit.schema)
  (program (variable_declaration . (variable_declarator name: (identifier) @name value: ${BUILT}) .) @unit.schema)
  (program (expression_statement
    (assignment_expression left: (member_expression object: (_) @scope property: (_) @name) right: ${BUILT}) @unit.schema))
  ((program (expression_statement (assignment_expression left: (member_expression) @_exports right: [
    (identifier) @export
    (object [(shorthand_property_identifier) @export (pair value: (identifier) @export)])
  ]))) (#match? @_exports "^(?:module\\\\.)?exports$"))
  ((variable_declarator name: (identifier) @export value: (assignment_expression) @_exports) (#match? @_exports "exports\\\\b"))

  (import_statement source: (_) @import) @import.statement
  (import_statement (import_clause (named_imports (import_specifier name: (_) @import.name))))
  (import_statement (import_clause (identifier) @import.name))
  (export_statement source: (_) @import) @import.statement
  (export_statement (export_clause (export_specifier name: (_) @import.name alias: (_)? @import.name)) source: (_))
  (export_statement (namespace_export (_) @import.name) source: (_))
  ((lexical_declaration (variable_declarator value: (call_expression function: (identifier) @_require arguments: (arguments . (string) @import .))))
    @import.statement (#eq? @_require "require"))
  ((variable_declaration (variable_declarator value: (call_expression function: (identifier) @_require arguments: (arguments . (string) @import .))))
    @import.statement (#eq? @_require "require"))
  ((variable_declaration (variable_declarator value: (member_expression object:
    (call_expression function: (identifier) @_require arguments: (arguments . (string) @import .))))) @import.statement (#eq? @_require "require"))
  ((lexical_declaration (variable_declarator value: (member_expression object:
    (call_expression function: (identifier) @_require arguments: (arguments . (string) @import .))))) @import.statement (#eq? @_require "require"))
`;

/** Components are called by their elements; lower-case names are the page's own. */
export const JSX = `
  ((jsx_opening_element name: (identifier) @call) (#match? @call "^[A-Z]"))
  ((jsx_self_closing_element name: (identifier) @call) (#match? @call "^[A-Z]"))
`;

const NO_SCOPE: ReadonlySet<string> = new Set(['module', 'exports', 'prototype', 'this', 'window', 'globalThis']);

/** `exports.x` and `Foo.prototype.x` put nothing but the class between file and name. */
export function readMemberScope(text: string): readonly string[] {
  return readScope(text).filter((segment) => !NO_SCOPE.has(segment));
}

export function isVisible({ signature, name, parent }: Declared): boolean {
  if (parent && parent.kind !== 'module')
    return parent.exported && !name.startsWith('#') && !/^(?:private|protected)\b/.test(signature);
  return /(?:^|\s)export\s|^(?:module\.)?exports\b/.test(signature);
}

export const javascript: Language = {
  id: 'javascript',
  grammar: 'tree-sitter-javascript',
  extensions: ['.js', '.jsx', '.mjs', '.cjs', '.es6'],
  filenames: ['Jakefile'],
  shebangs: ['node', 'nodejs', 'deno', 'bun'],
  exported: isVisible,
  readScope: readMemberScope,
  constructors: ['constructor'],
  comments: C_COMMENTS,
  mergesClauses: true,
  query: `
    ${ECMASCRIPT}
    ${JSX}
    (field_definition property: (_) @name value: ${FUNCTION}) @unit.method
    (class_heritage (_) @base)
  `,
  topQuery: ECMASCRIPT_TOP,
};
