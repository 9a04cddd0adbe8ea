/** Go. */
import { C_COMMENTS, type Language } from '../language.ts';

export const go: Language = {
  id: 'go',
  grammar: 'tree-sitter-go',
  extensions: ['.go'],
  exported: ({ name, kind }) => kind === 'test' || /^\p{Lu}/u.test(name),
  constructors: [],
  comments: C_COMMENTS,
  query: `
    ((function_declaration name: (_) @name body: (_) @body) @unit.test (#match? @name "^(?:Test|Benchmark|Fuzz|Example)(?:[^a-z]|$)"))
    (function_declaration name: (_) @name body: (_)? @body) @unit.function
    (method_declaration receiver: (parameter_list (parameter_declaration type: (_) @scope)) name: (_) @name body: (_)? @body) @unit.method
    (type_spec name: (_) @name type: (interface_type)) @unit.interface
    (type_spec name: (_) @name type: (struct_type (field_declaration_list) @body)) @unit.class
    (type_spec name: (_) @name) @unit.type
    (type_alias name: (_) @name) @unit.type
    (type_declaration . (type_spec name: (_) @name) .) @unit.type
    (type_declaration . (type_alias name: (_) @name) .) @unit.type
    (struct_type (field_declaration_list (field_declaration !name type: (_) @base)))

    (short_var_declaration left: (expression_list . (identifier) @name .) right: (expression_list . (func_literal body: (_) @body) .)) @unit.function
    (var_spec name: (identifier) @name value: (expression_list . (func_literal body: (_) @body) .)) @unit.function

    (argument_list) @arguments
  `,
  topQuery: `
    (source_file (var_declaration (var_spec . name: (identifier) @name value: (expression_list [(call_expression) (composite_literal) (unary_expression)]))) @unit.schema)
    (source_file (var_declaration (var_spec . name: (identifier) @name value: (_))) @unit.constant)
    (source_file (var_declaration (var_spec_list (var_spec . name: (identifier) @name value: (expression_list [(call_expression) (composite_literal) (unary_expression)])) @unit.schema)))
    (source_file (const_declaration . (const_spec . name: (identifier) @name)) @unit.constant)
    (import_declaration) @import.statement
    (import_spec path: (_) @import)
    (package_clause) @package
  `,
};
