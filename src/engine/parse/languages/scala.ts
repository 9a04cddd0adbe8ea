/** Scala 2 and 3. */
import type { Language } from '../language.ts';
import { readName } from '../names.ts';
import { hiddenBy } from './visibility.ts';

/** The grammar has no node for the path of an import: written as one word, `a.b` of `import a.b.{C, D}` is one. */
function withPathsJoined(text: string): string {
  return text.replace(
    /^([ \t]*import[ \t]+)([\w.]*\w)(?=\.[{*]|\._|[ \t,;\r\n])/gm,
    (_, keyword: string, path: string) => keyword + path.replace(/\.(?!_$)/g, '_'),
  );
}

export const scala: Language = {
  id: 'scala',
  grammar: 'tree-sitter-scala',
  extensions: ['.scala', '.sc', '.sbt'],
  exported: hiddenBy(['private'], ['class', 'trait', 'object', 'enum', 'def', 'val', 'var', 'type', 'given']),
  constructors: ['this'],
  readName: (text, kind) => readName(kind === 'test' ? text.replaceAll('"', '') : text),
  mask: withPathsJoined,
  query: `
    (class_definition name: (_) @name body: (_)? @body) @unit.class
    (object_definition name: (_) @name body: (_)? @body) @unit.class
    (package_object name: (_) @name body: (_)? @body) @unit.class
    (trait_definition name: (_) @name body: (_)? @body) @unit.interface
    (enum_definition name: (_) @name body: (_)? @body) @unit.enum
    (type_definition name: (_) @name) @unit.type
    (given_definition name: (_) @name body: (with_template_body) @body) @unit.class
    (given_definition name: (_) @name) @unit.constant
    (given_definition !name return_type: (_) @name body: (with_template_body) @body) @unit.class
    (extension_definition parameters: (parameters (parameter type: (_) @name)) body: (_) @body) @extension
    (function_definition name: (_) @name body: (_) @body) @unit.function
    (function_declaration name: (_) @name) @unit.function
    (val_definition pattern: (identifier) @name value: (instance_expression (template_body) @body)) @unit.class
    (call_expression
      function: (call_expression function: (identifier) @_test arguments: (arguments . (string) @name))
      (#any-of? @_test "test" "it" "describe" "property" "testAsync" "feature" "scenario")) @unit.test
    (infix_expression left: [(string) (infix_expression left: (string))] @name operator: (identifier) @_in
      right: (block) @body (#eq? @_in "in")) @unit.test
    (class_definition extend: (extends_clause [(type_identifier) (generic_type) (stable_type_identifier)] @base))
    (object_definition extend: (extends_clause [(type_identifier) (generic_type) (stable_type_identifier)] @base))
    (trait_definition extend: (extends_clause [(type_identifier) (generic_type) (stable_type_identifier)] @base))
    (enum_definition extend: (extends_clause [(type_identifier) (generic_type) (stable_type_identifier)] @base))
    (comment) @comment
    (block_comment) @comment
    (call_expression function: [(identifier) @call (field_expression field: (_) @call)
      (generic_function function: [(identifier) @call (field_expression field: (_) @call)])])
    (instance_expression . [(type_identifier) @call (generic_type type: (type_identifier) @call)])
    (infix_expression operator: (identifier) @call)
  `,
  topQuery: `
    (template_body (val_definition pattern: (identifier) @name
      value: [(lambda_expression) (case_block) (block . (lambda_expression) .)] @body) @unit.function)
    (compilation_unit (val_definition pattern: (identifier) @name
      value: [(lambda_expression) (case_block) (block . (lambda_expression) .)] @body) @unit.function)
    (object_definition body: (template_body (val_definition pattern: (identifier) @name) @unit.constant))
    (package_object body: (template_body (val_definition pattern: (identifier) @name) @unit.constant))
    (compilation_unit (val_definition pattern: (identifier) @name) @unit.constant)
    (import_declaration . path: (identifier) @import) @import.statement
    (namespace_selectors [(identifier) @import.name (arrow_renamed_identifier name: (_) @import.name)])
    (package_clause name: (_)) @package
  `,
};
