/** Zig. Types are values bound to a name. */
import type { Language } from '../language.ts';
import { isReachable } from './visibility.ts';

export const zig: Language = {
  id: 'zig',
  grammar: 'zig',
  extensions: ['.zig', '.zon'],
  exported: (declared) => isReachable(declared) && /^(?:pub|export)\b/.test(declared.signature),
  query: `
    (function_declaration name: (_) @name body: (_)? @body) @unit.function
    (variable_declaration . (identifier) @name (struct_declaration) @body) @unit.class
    (variable_declaration . (identifier) @name (opaque_declaration) @body) @unit.class
    (variable_declaration . (identifier) @name (union_declaration) @body) @unit.class
    (variable_declaration . (identifier) @name (enum_declaration) @body) @unit.enum
    (variable_declaration . (identifier) @name (error_set_declaration) @body) @unit.enum
    (source_file (variable_declaration . (identifier) @name [
      (integer) (float) (string) (multiline_string) (boolean) (struct_initializer) (anonymous_struct_initializer) (call_expression) (binary_expression) (block) (labeled_statement) (if_expression) (switch_expression) (function_signature)
    ]) @unit.constant)
    (test_declaration [(string) (identifier)] @name (block) @body) @unit.test
    (comment) @comment
    (call_expression function: [(identifier) @call (field_expression member: (_) @call)])
    (builtin_function (builtin_identifier) @_import (arguments (string) @import) (#eq? @_import "@import")) @import.statement
  `,
};
