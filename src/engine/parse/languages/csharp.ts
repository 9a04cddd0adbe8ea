/** C#. */
import { C_COMMENTS, type Declared, type Language } from '../language.ts';

function isVisible({ signature, parent }: Declared): boolean {
  return parent?.kind === 'interface' ? parent.exported : /\b(?:public|protected)\b/.test(signature);
}

export const csharp: Language = {
  id: 'csharp',
  grammar: 'tree-sitter-c-sharp',
  extensions: ['.cs', '.csx'],
  exported: isVisible,
  constructors: [],
  comments: C_COMMENTS,
  query: `
    ((method_declaration (attribute_list (attribute name: (identifier) @_test)) name: (_) @name body: (_)? @body) @unit.test
      (#any-of? @_test "Fact" "Theory" "Test" "TestMethod" "TestCase" "DataTestMethod"))
    (method_declaration name: (_) @name body: (_)? @body) @unit.method
    (constructor_declaration name: (_) @name body: (_)? @body) @unit.constructor
    (operator_declaration operator: _ @name body: (_)? @body) @unit.method
    (local_function_statement name: (_) @name body: (_) @body) @unit.function
    (global_statement (local_function_statement name: (_) @name)) @unit.function
    (property_declaration name: (_) @name accessors: (accessor_list (accessor_declaration body: (block))) @body) @unit.method
    (field_declaration (variable_declaration . (_) . (variable_declarator name: (_) @name (lambda_expression body: (_) @body)))) @unit.method
    (class_declaration name: (_) @name body: (_) @body) @unit.class
    (struct_declaration name: (_) @name body: (_) @body) @unit.class
    (record_declaration name: (_) @name body: (_)? @body) @unit.class
    (interface_declaration name: (_) @name body: (_) @body) @unit.interface
    (enum_declaration name: (_) @name body: (_) @body) @unit.enum
    (delegate_declaration name: (_) @name) @unit.type
    (namespace_declaration name: (_) @name body: (_) @body) @unit.module
    (file_scoped_namespace_declaration name: (_) @scope) @package
    (base_list [(identifier) (generic_name) (qualified_name) (primary_constructor_base_type)] @base)
    (using_directive [(identifier) (qualified_name)] @import .) @import.statement
    (extern_alias_directive) @import.statement
    (argument_list) @arguments
  `,
};
