/** Zig. Types are values bound to a name. */
import type { Language } from '../language.ts';
import { isReachable } from './visibility.ts';

export const zig: Language = {
  id: 'zig',
  grammar: 'tree-sitter-zig',
  extensions: ['.zig', '.zon'],
  exported: (declared) => isReachable(declared) && /^(?:pub|export)\b/.test(declared.signature),
  query: `
    (function_declaration name: (_) @name body: (_)? @body) @unit.function
    (variable_declaration . (identifier) @name [(struct_declaration) (union_declaration) (opaque_declaration)] @body) @unit.class
    (variable_declaration . (identifier) @name [(enum_declaration) (error_set_declaration)] @body) @unit.enum
    (test_declaration [(string) (identifier)] @name . (block) @body) @unit.test
    (test_declaration "test" @name . (block) @body) @unit.test
    (comment) @comment
    (call_expression function: [(identifier) @call (field_expression member: (_) @call)])
  `,
  topQuery: `
    (source_file (variable_declaration . (identifier) @name type: (_)) @unit.constant)
    (source_file (variable_declaration . (identifier) @name . [
      (struct_initializer) (anonymous_struct_initializer) (call_expression) (labeled_type_expression) (block)
        (comptime_expression)
    ]) @unit.schema)
    (source_file (variable_declaration . (identifier) @name . [
      (integer) (float) (string) (multiline_string) (boolean) (character) (unary_expression) (binary_expression)
        (if_expression) (switch_expression) (function_signature)
    ]) @unit.constant)
    (variable_declaration . (identifier) @import.name [
      (builtin_function (builtin_identifier) @_import (arguments (string) @import))
      (field_expression object: (builtin_function (builtin_identifier) @_import (arguments (string) @import)))
    ] (#eq? @_import "@import")) @import.statement
  `,
};
