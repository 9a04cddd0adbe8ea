/** PHP, with the tests of PHPUnit (methods) and Pest (calls). */
import { C_COMMENTS, type Language } from '../language.ts';
import { hiddenBy } from './visibility.ts';

export const php: Language = {
  id: 'php',
  grammar: 'tree-sitter-php',
  extensions: ['.php', '.phtml', '.php5', '.inc'],
  contents: /<\?php/i,
  shebangs: ['php'],
  comments: C_COMMENTS,
  exported: hiddenBy(['private'], ['class', 'interface', 'trait', 'enum', 'function', 'fn', 'const']),
  readName: (text) => ({ name: text.replace(/^[$'"]|['"]$/g, ''), scope: [] }),
  readScope: (text) => text.split('\\').filter(Boolean),
  query: `
    (class_declaration name: (_) @name body: (_) @body) @unit.class
    (interface_declaration name: (_) @name body: (_) @body) @unit.interface
    (trait_declaration name: (_) @name body: (_) @body) @unit.class
    (enum_declaration name: (_) @name body: (_) @body) @unit.enum
    (method_declaration name: (_) @name body: (_)? @body) @unit.function
    (function_definition name: (_) @name body: (_) @body) @unit.function
    (assignment_expression left: (variable_name) @name
      right: [(anonymous_function body: (_) @body) (arrow_function body: (_) @body)]) @unit.function
    (const_declaration (const_element . (name) @name)) @unit.constant
    (function_call_expression function: (name) @_test
      arguments: (arguments . (argument (string) @name)
      . (argument [(anonymous_function body: (_) @body) (arrow_function body: (_) @body)]))
      (#any-of? @_test "it" "test" "describe")) @unit.test
    (base_clause (_) @base)
    (class_interface_clause (_) @base)
    (declaration_list (use_declaration [(name) (qualified_name)] @base))
    (arguments) @arguments
    (object_creation_expression [(name) @call (qualified_name (name) @call)] .)
    (namespace_definition name: (_) @name body: (_) @body) @unit.module
  `,
  topQuery: `
    (function_call_expression function: (name) @_define arguments: (arguments . (argument (string) @name))
      (#eq? @_define "define")) @unit.constant
    (namespace_use_declaration) @import.statement
    (namespace_use_declaration (namespace_name) @import)
    (namespace_use_declaration (namespace_use_clause (qualified_name (name) @import.name) @import))
    (namespace_use_group (namespace_use_clause . [(name) @import.name (qualified_name (name) @import.name)]))
    (require_once_expression (string) @import) @import.statement
    (require_expression (string) @import) @import.statement
    (include_expression (string) @import) @import.statement
    (include_once_expression (string) @import) @import.statement
    (namespace_definition name: (_) @scope !body) @package
  `,
};
