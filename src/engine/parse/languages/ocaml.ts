/** OCaml: implementations and interfaces, which have a grammar each. */
import type { Language } from '../language.ts';
import { hiddenByPrefix } from './visibility.ts';

/**
 * In interfaces, documentation stands after what it documents as often as before it. Comments on the line after a definition
 * with nothing below them are told apart for the query: `(*@` instead of `(**`.
 */
function withTrailingDocsMarked(text: string): string {
  return text.replace(/\(\*\*(?!\*).*?\*\)/gs, (comment, at: number) =>
    followsDefinition(text, at) && endsParagraph(text, at + comment.length) ? `(*@${comment.slice(3)}` : comment,
  );
}

function followsDefinition(text: string, at: number): boolean {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  if (lineStart === 0 || text.slice(lineStart, at).trim() !== '') return false;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart).trim();
  return above !== '' && !/(?:\bsig|\bstruct|\bbegin|\*\)|=)$/.test(above);
}

function endsParagraph(text: string, at: number): boolean {
  return /^[ \t]*(?:\r?\n[ \t]*(?:\r?\n|end\b|$)|$)/.test(text.slice(at, at + 200));
}

const TYPES = `
    (module_definition (module_binding (module_name) @name body: (_)? @body)) @unit.module
    (module_type_definition (module_type_name) @name body: (_)? @body) @unit.interface
    (type_definition ["type" "and"] @attribute . (type_binding name: (_) @name) @unit.type)
    (exception_definition (constructor_declaration (constructor_name) @name)) @unit.type
    (external [(value_name) @name (parenthesized_operator (_) @name)]) @unit.function
    (class_definition (class_binding (class_name) @name body: (_)? @body)) @unit.class
    (class_type_definition (class_type_binding (class_type_name) @name)) @unit.interface
    (method_specification (method_name) @name) @unit.method
    (value_specification [(value_name) @name (parenthesized_operator (_) @name)] type: (function_type)) @unit.function
    (value_specification [(value_name) @name (parenthesized_operator (_) @name)]) @unit.constant
    (comment) @comment
    (open_module module: (_) @import) @import.statement
`;

export const ocaml: Language = {
  id: 'ocaml',
  grammar: 'tree-sitter-ocaml',
  extensions: ['.ml'],
  shebangs: ['ocaml'],
  exported: hiddenByPrefix('_'),
  query: `
    (structure (value_definition (let_binding pattern: [(value_name) @name (parenthesized_operator (_) @name)]
      [((parameter) body: (_) @body) body: (fun_expression) @body body: (function_expression) @body]) @unit.function))
    (compilation_unit (value_definition (let_binding pattern: [(value_name) @name (parenthesized_operator (_) @name)]
      [((parameter) body: (_) @body) body: (fun_expression) @body body: (function_expression) @body]) @unit.function))
    (structure (value_definition (let_binding pattern: (value_name) @name body: (_) @body) @unit.constant))
    (compilation_unit (value_definition (let_binding pattern: (value_name) @name body: (_) @body) @unit.constant))
    (value_definition ["let" "rec" "and"] @attribute)
    (value_definition (attribute_id) (let_binding pattern: (string) @name)) @unit.test
    (method_definition (method_name) @name) @unit.method
    ${TYPES}
    (application_expression function: [(value_path . (value_name) @callee)
      (value_path (module_path) @receiver (value_name) @call) (method_invocation object: (_) @receiver method: (_) @call)])
    (infix_expression operator: (rel_operator) @_pipe
      right: [(value_path . (value_name) @callee) (value_path (module_path) @receiver (value_name) @call)] (#eq? @_pipe "|>"))
    (infix_expression left: (value_path (value_name) @callee) operator: (concat_operator) @_apply (#eq? @_apply "@@"))
    (include_module module: (_) @import) @import.statement
  `,
};

export const ocamlInterface: Language = {
  id: 'ocaml',
  grammar: 'tree-sitter-ocaml_interface',
  extensions: ['.mli'],
  exported: () => true,
  mask: withTrailingDocsMarked,
  query: `
    (module_definition (module_binding (module_name) @name module_type: (_)? @body)) @unit.module
    ${TYPES}
    ((value_specification [(value_name) @name (parenthesized_operator (_) @name)]) @unit.function . (comment) @body @doc
      (#match? @doc "^.[*]@"))
    ((type_definition (type_binding name: (_) @name)) @unit.type . (comment) @body @doc (#match? @doc "^.[*]@"))
    ((exception_definition (constructor_declaration (constructor_name) @name)) @unit.type . (comment) @body @doc
      (#match? @doc "^.[*]@"))
    (include_module_type module_type: (_) @import) @import.statement
  `,
};
