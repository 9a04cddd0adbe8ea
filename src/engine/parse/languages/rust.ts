/** Rust. */
import { C_COMMENTS, type Declared, type Language } from '../language.ts';

function isVisible({ signature, parent }: Declared): boolean {
  if (parent?.kind === 'interface') return parent.exported;
  return /(?:^|[\]\s])pub\b/.test(signature) || /#\[macro_export/.test(signature);
}

export const rust: Language = {
  id: 'rust',
  grammar: 'tree-sitter-rust',
  extensions: ['.rs'],
  exported: isVisible,
  constructors: ['new'],
  comments: C_COMMENTS,
  query: `
    ((attribute_item (attribute [(identifier) (scoped_identifier)] @_test)) .
      (function_item name: (_) @name body: (_) @body) @unit.test (#match? @_test "\\\\b(?:test|rstest|bench)$"))
    (function_item name: (_) @name body: (_) @body) @unit.function
    (function_signature_item name: (_) @name) @unit.function
    (struct_item name: (_) @name body: (_)? @body) @unit.class
    (union_item name: (_) @name body: (_) @body) @unit.class
    (enum_item name: (_) @name body: (_) @body) @unit.enum
    (trait_item name: (_) @name body: (_) @body) @unit.interface
    (type_item name: (_) @name) @unit.type
    (impl_item type: (_) @name body: (_) @body) @extension
    (mod_item name: (_) @name body: (_) @body) @unit.module
    (macro_definition name: (_) @name) @unit.macro
    (const_item name: (_) @name) @unit.constant
    (static_item name: (_) @name) @unit.constant
    (let_declaration pattern: (identifier) @name value: (closure_expression body: (_) @body)) @unit.function
    (trait_bounds [(type_identifier) (scoped_type_identifier) (generic_type)] @base)
    (attribute_item) @attribute


    (arguments) @arguments
    (macro_invocation macro: (_) @call)
    (use_list [(identifier) @import.name (scoped_identifier path: (_) @import.name name: (_) @import.name)])
    (use_list [(use_as_clause path: (_) @import.name) (scoped_use_list path: (_) @import.name)])
    (token_tree (identifier) @call . (token_tree . "("))
  `,
  topQuery: `
    (mod_item name: (_) @import !body) @import.statement
    (use_declaration argument: [(identifier) (scoped_identifier) (use_wildcard)] @import) @import.statement
    (use_declaration argument: (use_as_clause path: (_) @import)) @import.statement
    (use_declaration argument: (scoped_use_list path: (_) @import)) @import.statement
    (use_declaration argument: (use_list)) @import.statement
    (use_declaration argument: (scoped_identifier name: (_) @import.name))
    (use_declaration argument: (use_as_clause path: (scoped_identifier name: (_) @import.name)))
    (extern_crate_declaration name: (_) @import) @import.statement
  `,
};
