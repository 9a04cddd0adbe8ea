/** Go. */
import type { Language } from '../language.ts';

export const go: Language = {
  id: 'go',
  grammar: 'tree-sitter-go',
  extensions: ['.go'],
  exported: ({ name }) => /^\p{Lu}/u.test(name),
  query: `
    (function_declaration name: (_) @name body: (_)? @body) @unit.function
    (method_declaration receiver: (parameter_list (parameter_declaration type: (_) @scope)) name: (_) @name body: (_)? @body) @unit.method
    (type_declaration (type_spec name: (_) @name type: (interface_type)) @unit.interface)
    (type_declaration (type_spec name: (_) @name type: (struct_type)) @unit.class)
    (type_declaration (type_spec name: (_) @name) @unit.type)
    (comment) @comment
    (call_expression function: (identifier) @call)
    (call_expression function: (selector_expression field: (_) @call))
    (import_declaration) @import.statement
    (import_spec path: (_) @import)
    (package_clause) @package
  `,
};
