/** Java. */
import { C_COMMENTS, type Declared, type Language } from '../language.ts';

function isVisible({ signature, parent }: Declared): boolean {
  return parent?.kind === 'interface' ? parent.exported : /\b(?:public|protected)\b/.test(signature);
}

export const java: Language = {
  id: 'java',
  grammar: 'tree-sitter-java',
  extensions: ['.java'],
  exported: isVisible,
  constructors: [],
  comments: C_COMMENTS,
  query: `
    ((method_declaration (modifiers (marker_annotation name: (identifier) @_test)) name: (_) @name body: (_) @body) @unit.test
      (#match? @_test "Test$"))
    (method_declaration name: (_) @name body: (_)? @body) @unit.method
    (constructor_declaration name: (_) @name body: (_) @body) @unit.constructor
    (compact_constructor_declaration name: (_) @name body: (_) @body) @unit.constructor
    (annotation_type_element_declaration name: (_) @name) @unit.method
    (field_declaration declarator: (variable_declarator name: (_) @name value: (lambda_expression body: (_) @body))) @unit.method
    (class_declaration name: (_) @name body: (_) @body) @unit.class
    (record_declaration name: (_) @name body: (_) @body) @unit.class
    (enum_declaration name: (_) @name body: (_) @body) @unit.enum
    (interface_declaration name: (_) @name body: (_) @body) @unit.interface
    (annotation_type_declaration name: (_) @name body: (_) @body) @unit.interface
    (superclass (_) @base)
    (super_interfaces (type_list (_) @base))
    (extends_interfaces (type_list (_) @base))
    (argument_list) @arguments
    (method_reference (identifier) @call .)
  `,
  topQuery: `
    (package_declaration) @package
    (import_declaration [(identifier) (scoped_identifier)] @import) @import.statement
  `,
};
