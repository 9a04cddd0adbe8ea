/** Kotlin. `f<T>(x)` is two comparisons to the grammar, and a call here. */
import type { Language } from '../language.ts';
import { blanked, hiddenBy } from './visibility.ts';

/**
 * The grammar loses whole files over guards in `when` (`is X if y ->`), annotations before accessors, `actual constructor`,
 * calls of `get` after a property, soft keywords as names, and members on the line of their class's end: these are written so
 * that it reads them.
 */
function readable(text: string): string {
  return text
    .replace(/^([ \t]*(?:!?is|!?in)\b(?:(?!->)[^\n{}])*?|[ \t]*[A-Z][\w.]*) if\b/gm, '$1  ,')
    .replace(/^[ \t]*@[\w.]+(?:\([^()\n]*\))?[ \t]*\n(?=[ \t]*(?:get|set)\s*\()|\bactual(?=\s+constructor\b)/gm, blanked)
    .replace(/^.*\b(?:class|interface|object)\b[^\n]*\{.*\S \}/gm, (line) => line.replace(/(?<=[^\s{;,]) \}/g, ';}'))
    .replace(/^([ \t]*)get(?=\([^)\n])/gm, '$1geT')
    .replace(
      /\b(?:where|by|final|open|inner|external)(?=[ \t]*(?:=[^=]|\??\.\w|\)))/g,
      (word) => word.slice(0, -1) + word.slice(-1).toUpperCase(),
    );
}

export const kotlin: Language = {
  id: 'kotlin',
  grammar: 'tree-sitter-kotlin',
  extensions: ['.kt', '.kts'],
  exported: hiddenBy(['private'], ['class', 'interface', 'object', 'fun', 'val', 'var', 'typealias', 'constructor']),
  readScope: (text) => text.replace(/<.*>|[?()\s]/gs, '').split('.'),
  mask: readable,
  query: `
    (class_declaration "interface" name: (_) @name (class_body)? @body) @unit.interface
    (class_declaration name: (_) @name (enum_class_body) @body) @unit.enum
    (class_declaration name: (_) @name (class_body)? @body) @unit.class
    (object_declaration name: (_) @name (class_body)? @body) @unit.class
    (companion_object name: (_) @name (class_body)? @body) @unit.class
    (type_alias type: (_) @name) @unit.type
    (function_declaration [(user_type) (nullable_type) (parenthesized_type)] @scope . "." . name: (_) @name
      (function_body)? @body) @unit.function
    (function_declaration name: (_) @name (function_body)? @body) @unit.function
    (secondary_constructor "constructor" @name (block)? @body) @unit.constructor
    (property_declaration [(user_type) (nullable_type)] @scope . "." . (variable_declaration (identifier) @name)
      (getter) @body) @unit.function
    (property_declaration (variable_declaration (identifier) @name)
      [(getter) (lambda_literal) (anonymous_function)] @body) @unit.function
    (delegation_specifier [(user_type) @base (constructor_invocation (user_type) @base)])
    (explicit_delegation (user_type) @base)
    (line_comment) @comment
    (block_comment) @comment
    (call_expression . (identifier) @callee)
    (binary_expression left: (binary_expression left: [(identifier) @callee (navigation_expression (identifier) @call .)] "<")
      ">" right: (parenthesized_expression))
    (call_expression . (navigation_expression (identifier) @call .))
  `,
  topQuery: `
    (source_file (property_declaration (variable_declaration (identifier) @name)) @unit.constant)
    (companion_object (class_body (property_declaration (variable_declaration (identifier) @name)) @unit.constant))
    (object_declaration (class_body (property_declaration (variable_declaration (identifier) @name)) @unit.constant))
    (import (qualified_identifier) @import (identifier)? @import.name) @import.statement
    (package_header) @package
  `,
};
