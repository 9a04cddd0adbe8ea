/** Julia. Documentation is a string before the definition. */
import type { Language } from '../language.ts';
import { hiddenByPrefix } from './visibility.ts';

/** A call as the left side of a definition: `f(x)`, `Base.f(x)`, `(f::T)(x)`, `+(a, b)`. */
const CALLED = `(call_expression . [
        (identifier) @name
        (field_expression value: (_) @scope (identifier) @name)
        (field_expression value: (_) @scope (quote_expression (operator) @name))
        (parametrized_type_expression . (identifier) @name)
        (parenthesized_expression (typed_expression (identifier) (_) @name))
        (operator) @name
      ])`;

const HEAD = `[
      ${CALLED}
      (where_expression . ${CALLED})
      (typed_expression . ${CALLED})
      (where_expression . (typed_expression . ${CALLED}))
    ]`;

const TYPE_HEAD = `(type_head [
      (identifier) @name
      (parametrized_type_expression . (identifier) @name)
      (binary_expression . [(identifier) @name (parametrized_type_expression . (identifier) @name)])
    ])`;

export const julia: Language = {
  id: 'julia',
  grammar: 'tree-sitter-julia',
  extensions: ['.jl'],
  shebangs: ['julia'],
  exported: hiddenByPrefix('_'),
  query: `
    (module_definition name: (_) @name . (_)? @body) @unit.module
    (function_definition (signature ${HEAD}) . (_)? @body) @unit.function
    (function_definition (signature (identifier) @name)) @unit.function
    (macro_definition (signature (call_expression . (identifier) @name)) . (_)? @body) @unit.macro
    (assignment . ${HEAD} . (operator) @body) @unit.function
    (assignment . (identifier) @name . (operator) . (arrow_function_expression)) @unit.function
    (struct_definition ${TYPE_HEAD} . (_)? @body) @unit.class
    (abstract_definition ${TYPE_HEAD}) @unit.interface
    (primitive_definition ${TYPE_HEAD}) @unit.type
    (macrocall_expression (macro_identifier (identifier) @_test)
      (macro_argument_list . (string_literal) @name (compound_statement)) (#eq? @_test "testset")) @unit.test
    (macrocall_expression (macro_identifier (identifier) @_enum) (macro_argument_list . (identifier) @name)
      (#eq? @_enum "enum")) @unit.enum
    (type_head (binary_expression (operator) . [(identifier) (parametrized_type_expression)] @base))
    (line_comment) @comment
    (block_comment) @comment
    (module_definition (string_literal) @comment)
    (call_expression . [(identifier) @callee (field_expression (identifier) @call .)
      (parametrized_type_expression . (identifier) @callee)])
    (broadcast_call_expression . [(identifier) @callee (field_expression (identifier) @call .)])
    (macrocall_expression (macro_identifier (identifier) @call))
  `,
  topQuery: `
    (const_statement (assignment . (identifier) @name)) @unit.constant
    (source_file (string_literal) @comment)
    (using_statement [(identifier) (scoped_identifier)] @import) @import.statement
    (import_statement [(identifier) (scoped_identifier)] @import) @import.statement
    (using_statement (selected_import . (_) @import)) @import.statement
    (import_statement (selected_import . (_) @import)) @import.statement
    (selected_import ":" (identifier) @import.name)
    (export_statement (identifier) @export)
  `,
};
