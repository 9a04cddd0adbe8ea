/** Objective-C. A method goes by the first part of its selector, in definitions and in calls alike. */
import { C_COMMENTS, type Language } from '../language.ts';
import { C_PATTERNS, declaratorName, isNotStatic, withoutMacros } from './c.ts';

export const objc: Language = {
  id: 'objc',
  grammar: 'tree-sitter-objc',
  extensions: ['.m', '.mm', '.h'],
  contents: /^\s*(?:@(?:interface|implementation|protocol|class|import|property|end)\b|#\s*import\b)/m,
  exported: isNotStatic,
  readName: declaratorName,
  mask: withoutMacros,
  constructors: ['init'],
  comments: C_COMMENTS,
  query: `
    (function_definition declarator: (_) @name body: (_) @body) @unit.function
    (method_definition (method_type) . (identifier) @name (compound_statement) @body) @unit.method
    (class_interface . (identifier) @name category: (_)) @extension
    (class_implementation . (identifier) @name category: (_)) @extension
    (class_interface . (identifier) @name) @unit.class
    (class_implementation . (identifier) @name) @unit.class
    (protocol_declaration . (identifier) @name) @unit.interface
    (class_interface superclass: (_) @base)
    (class_interface (parameterized_arguments (type_name (type_identifier) @base)))
    (protocol_reference_list (identifier) @base)
    (module_import path: (_) @import) @import.statement
    (message_expression receiver: (_) @receiver . method: (identifier) @call)
    ${C_PATTERNS}
  `,
};
