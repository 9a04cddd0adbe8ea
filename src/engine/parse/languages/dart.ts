/**
 * Dart. A definition is two nodes, signature and body, side by side: one pattern captures each of them for the same name.
 * `f<T>(x)` is two comparisons to the grammar, and a call here.
 */
import type { Language } from '../language.ts';
import { hiddenByPrefix } from './visibility.ts';

export const dart: Language = {
  id: 'dart',
  grammar: 'tree-sitter-dart',
  extensions: ['.dart'],
  exported: hiddenByPrefix('_'),
  query: `
    (class_definition name: (_) @name body: (_) @body) @unit.class
    (class_definition (mixin_application_class . (identifier) @name)) @unit.class
    (mixin_declaration . (mixin) . (identifier) @name (class_body) @body) @unit.class
    (extension_declaration name: (_) @name body: (_) @body) @unit.class
    (extension_declaration !name class: (_) @name body: (_) @body) @extension
    (extension_type_declaration name: (_) @name body: (_) @body) @unit.class
    (enum_declaration name: (_) @name body: (_) @body) @unit.enum
    (type_alias (type_identifier) @name . (formal_parameter_list)) @unit.type
    (type_alias . (type_identifier) @name . [(function_type) (type_parameters) (record_type)]) @unit.type
    (type_alias . (type_identifier) @name . "=") @unit.type
    (function_signature name: (_) @name) @unit.function
    ((function_signature name: (_) @name) . (function_body) @unit.function @body)
    (getter_signature name: (_) @name) @unit.function
    ((getter_signature name: (_) @name) . (function_body) @unit.function @body)
    (setter_signature name: (_) @name) @unit.function
    ((setter_signature name: (_) @name) . (function_body) @unit.function @body)
    (method_signature (function_signature name: (_) @name)) @unit.function
    ((method_signature (function_signature name: (_) @name)) . (function_body) @unit.function @body)
    (method_signature (getter_signature name: (_) @name)) @unit.function
    ((method_signature (getter_signature name: (_) @name)) . (function_body) @unit.function @body)
    (method_signature (setter_signature name: (_) @name)) @unit.function
    ((method_signature (setter_signature name: (_) @name)) . (function_body) @unit.function @body)
    (method_signature (operator_signature (binary_operator) @name)) @unit.function
    ((method_signature (operator_signature (binary_operator) @name)) . (function_body) @unit.function @body)
    (method_signature (constructor_signature name: (_) @name . parameters: (_))) @unit.constructor
    ((method_signature (constructor_signature name: (_) @name . parameters: (_))) . (function_body) @unit.constructor @body)
    (method_signature (factory_constructor_signature (identifier) @name . (formal_parameter_list))) @unit.constructor
    ((method_signature (factory_constructor_signature (identifier) @name . (formal_parameter_list)))
      . (function_body) @unit.constructor @body)
    (declaration (constructor_signature name: (_) @name . parameters: (_))) @unit.constructor
    (declaration (constant_constructor_signature (identifier) @name . (formal_parameter_list))) @unit.constructor
    (declaration (redirecting_factory_constructor_signature (identifier) @name . (formal_parameter_list))) @unit.constructor
    (declaration (static_final_declaration_list
      (static_final_declaration . (identifier) @name (function_expression)))) @unit.function
    (declaration (static_final_declaration_list (static_final_declaration . (identifier) @name))) @unit.constant
    (expression_statement . (identifier) @_test
      . (selector (argument_part (arguments . (argument (string_literal) @name) . (argument (function_expression)))))
      (#any-of? @_test "test" "testWidgets" "group" "blocTest" "testGoldens")) @unit.test
    (superclass (type_identifier) @base)
    (mixins (type_identifier) @base)
    (interfaces (type_identifier) @base)
    (comment) @comment
    (documentation_comment) @comment
    ((identifier) @call . (selector (argument_part)))
    ((selector [(unconditional_assignable_selector (identifier) @call) (conditional_assignable_selector (identifier) @call)])
      . (selector (argument_part)))
    (relational_expression . (relational_expression . (identifier) @call . (relational_operator)) (parenthesized_expression) .)
    (relational_expression
      . (relational_expression (selector (unconditional_assignable_selector (identifier) @call)) . (relational_operator))
      (parenthesized_expression) .)
    (cascade_section (cascade_selector (identifier) @call) . (argument_part))
    (new_expression . (type_identifier) @call)
    (const_object_expression . (const_builtin) . (type_identifier) @call)
  `,
  topQuery: `
    (program (static_final_declaration_list (static_final_declaration . (identifier) @name (function_expression)) @unit.function))
    (program (static_final_declaration_list (static_final_declaration . (identifier) @name) @unit.constant))
    (program (initialized_identifier_list (initialized_identifier . (identifier) @name) @unit.constant))
    (program [(const_builtin) (final_builtin) (type_identifier) (type_arguments)] @attribute)
    (library_import (import_specification (configurable_uri (uri) @import))) @import.statement
    (library_export (configurable_uri (uri) @import)) @import.statement
    (combinator "show" (identifier) @import.name)
    (part_directive (uri) @import) @import.statement
    (library_name) @package
  `,
};
