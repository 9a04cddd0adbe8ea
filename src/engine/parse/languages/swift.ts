/** Swift. */
import type { Language } from '../language.ts';
import { blanked, hiddenBy } from './visibility.ts';

/**
 * Conditional compilation may stand anywhere, and the grammar reads it only between declarations: all branches are read as
 * one. Neither does it read `#line`, `#available(…)`, macros with a closure, raw strings with quotes, or `await` in conditions.
 */
function readable(text: string): string {
  const plain = text.replace(
    /^[ \t]*#(?:if|elseif|else|endif|error|warning|sourceLocation)\b.*$|\bnonisolated\(unsafe\)/gm,
    blanked,
  );
  if (!/#|\bawait\b/.test(plain)) return plain;
  return plain
    .replace(/#"(.*?)"#/g, (_, content: string) => ` "${' '.repeat(content.length)}" `)
    .replace(/#(?:un)?available\([^)\n]*\)/g, (condition) => `true${' '.repeat(condition.length - 4)}`)
    .replace(/#(?=(?:file|fileID|filePath|line|column|function|dsohandle|_sourceLocation)\b)/g, '_')
    .replace(/#(?!selector\b|keyPath\b|externalMacro\b)(?=\w+\()/g, ' ')
    .replace(/\b(try[?!]?)([ \t]+)await\b/g, (_, word: string, space: string) => `${word}${space}     `);
}

export const swift: Language = {
  id: 'swift',
  grammar: 'tree-sitter-swift',
  extensions: ['.swift'],
  exported: hiddenBy(
    ['private', 'fileprivate'],
    ['class', 'struct', 'enum', 'actor', 'protocol', 'func', 'init', 'subscript', 'var', 'let', 'typealias', 'macro'],
  ),
  mask: readable,
  query: `
    (class_declaration "extension" name: (_) @name body: (_) @body) @extension
    (class_declaration "enum" name: (_) @name body: (_) @body) @unit.enum
    (class_declaration name: (_) @name body: (_) @body) @unit.class
    (protocol_declaration name: (_) @name body: (_) @body) @unit.interface
    (typealias_declaration name: (type_identifier) @name) @unit.type
    (function_declaration "func" . name: _ @name body: (_) @body) @unit.function
    (protocol_function_declaration name: (simple_identifier) @name) @unit.function
    (init_declaration "init" @name body: (_)? @body) @unit.constructor
    (deinit_declaration "deinit" @name body: (_) @body) @unit.function
    (subscript_declaration "subscript" @name (computed_property) @body) @unit.function
    (macro_declaration (simple_identifier) @name) @unit.macro
    (property_declaration name: (pattern bound_identifier: (_) @name) computed_value: (_) @body) @unit.function
    (inheritance_specifier inherits_from: (_) @base)
    (comment) @comment
    (multiline_comment) @comment
    (call_expression . (simple_identifier) @call)
    (call_expression . (navigation_expression suffix: (navigation_suffix suffix: (simple_identifier) @call)))
  `,
  topQuery: `
    (class_body (property_declaration name: (pattern bound_identifier: (_) @name) value: (lambda_literal) @body) @unit.function)
    (source_file (property_declaration name: (pattern bound_identifier: (_) @name) value: (lambda_literal) @body) @unit.function)
    (class_body (property_declaration (modifiers (property_modifier "static")) name: (pattern bound_identifier: (_) @name)
      value: (_)) @unit.constant)
    (source_file (property_declaration name: (pattern bound_identifier: (_) @name)) @unit.constant)
    (import_declaration (identifier) @import) @import.statement
  `,
};
