/** PowerShell, with the tests of Pester. */
import type { Language } from '../language.ts';
import { isReachable } from './visibility.ts';

/** Where `{}` is a body that may be empty, and not a value. */
const BODY =
  /(?:\)|^[ \t]*\}?[ \t]*(?:function|filter|if|else|elseif|catch|finally|try|while|for|foreach|switch|do|process|begin|end|class|enum|workflow)\b.*)[ \t]*$/i;

function isValue(before: string): boolean {
  return /(?:^|[=,(\w'"-])[ \t]*$/.test(before) && !BODY.test(before);
}

/** The grammar cannot read empty script blocks as values, nor paths after a variable as arguments: both become variables. */
function readable(text: string): string {
  return text
    .replace(/\{[ \t]*\}/g, (block, at: number) =>
      isValue(text.slice(text.lastIndexOf('\n', at) + 1, at)) ? `$_${' '.repeat(block.length - 2)}` : block,
    )
    .replace(
      /^([ \t]*(?:\.|&|[\w-]+)[ \t]+(?:-\w+[ \t]+)?\$\w+)([\\/][\w.\\/-]+)/gm,
      (_, command: string, path: string) => command + path.replace(/\W/g, '_'),
    );
}

export const powershell: Language = {
  id: 'powershell',
  grammar: 'tree-sitter-powershell',
  extensions: ['.ps1', '.psm1', '.psd1'],
  shebangs: ['pwsh', 'powershell'],
  exported: (declared) => isReachable(declared) && !/^(?:function|filter)\s+(?:script|private|local):/i.test(declared.signature),
  readName: (text) => ({
    name: text.replace(/^(?:global|script|local|private):/i, '').replace(/^\$(?:\w+:)?|^['"]|['"]$/g, ''),
    scope: [],
  }),
  mask: readable,
  query: `
    (function_statement (function_name) @name [(script_block) (comment)] @body) @unit.function
    (function_statement (function_name) @name) @unit.function
    (class_statement . (simple_name) @name) @unit.class
    (class_method_definition (simple_name) @name (script_block)? @body) @unit.method
    (enum_statement . (simple_name) @name) @unit.enum
    (class_statement ":" (simple_name) @base)
    (pipeline (assignment_expression (left_assignment_expression) @name
      value: (pipeline (pipeline_chain . (logical_expression
      (bitwise_expression (comparison_expression
      (additive_expression (multiplicative_expression
      (format_expression (range_expression (array_literal_expression
      (unary_expression (script_block_expression) @body))))))))))))) @unit.function
    (command command_name: (command_name) @_test
      command_elements: (command_elements (array_literal_expression (unary_expression (string_literal) @name))
        (array_literal_expression (unary_expression (script_block_expression) @body)))
      (#any-of? @_test "Describe" "Context" "It" "describe" "context" "it")) @unit.test
    (function_statement (comment) @doc)
    (function_statement (script_block (comment) @doc))
    (comment) @comment
    (command command_name: (command_name) @callee)
    (invokation_expression (member_name (simple_name) @call))
  `,
  topQuery: `
    (program (statement_list (pipeline (assignment_expression (left_assignment_expression) @name)) @unit.constant))
    (command command_name: (command_name) @_import command_elements: (command_elements (generic_token) @import .)
      (#any-of? @_import "Import-Module" "using")) @import.statement
    (command (command_invokation_operator) @_dot command_name: (command_name_expr) @import (#eq? @_dot ".")) @import.statement
  `,
};
