/** Lua. The table a function is put into is its scope. */
import type { Language } from '../language.ts';
import { isReachable } from './visibility.ts';

export const lua: Language = {
  id: 'lua',
  grammar: 'tree-sitter-lua',
  extensions: ['.lua', '.rockspec'],
  shebangs: ['lua', 'luajit', 'texlua'],
  exported: (declared) => isReachable(declared) && !/^local\b/.test(declared.signature) && !declared.name.startsWith('_'),
  query: `
    (function_declaration name: (identifier) @name body: (_)? @body) @unit.function
    (function_declaration name: (dot_index_expression table: (_) @scope field: (_) @name) body: (_)? @body) @unit.function
    (function_declaration name: (method_index_expression table: (_) @scope method: (_) @name) body: (_)? @body) @unit.method
    (variable_declaration (assignment_statement (variable_list . name: (identifier) @name)
      (expression_list . value: (function_definition body: (_)? @body)))) @unit.function
    (assignment_statement (variable_list . name: (identifier) @name)
      (expression_list . value: (function_definition body: (_)? @body))) @unit.function
    (assignment_statement (variable_list . name: (dot_index_expression table: (_) @scope field: (_) @name))
      (expression_list . value: (function_definition body: (_)? @body))) @unit.function
    (field name: [(identifier) (string)] @name value: (function_definition body: (_)? @body)) @unit.function
    (function_call name: (identifier) @_test arguments: (arguments . (string) @name . (function_definition body: (_)? @body))
      (#any-of? @_test "describe" "it" "test" "pending" "context" "insulate")) @unit.test
    (comment) @comment
    (function_call name: (identifier) @call)
    (function_call name: (dot_index_expression field: (_) @call))
    (function_call name: (method_index_expression table: (_) @receiver method: (_) @call))
  `,
  topQuery: `
    (chunk (variable_declaration (assignment_statement (variable_list . name: (identifier) @name)
      (expression_list . value: (table_constructor (field))))) @unit.constant)
    (chunk (assignment_statement (variable_list . name: (identifier) @name)
      (expression_list . value: (table_constructor (field)))) @unit.constant)
    (chunk (assignment_statement (variable_list . name: (dot_index_expression table: (_) @scope field: (_) @name))
      (expression_list . value: (_) @_value)) @unit.constant)
    (variable_declaration (assignment_statement
      (variable_list . name: (identifier) @import.name)
      (expression_list . value: (function_call name: (identifier) @_require
        arguments: (arguments . (string content: (_) @import))) .))
      (#eq? @_require "require")) @import.statement
    (chunk (function_call name: (identifier) @_require
      arguments: (arguments . (string content: (_) @import))) @import.statement (#eq? @_require "require"))
  `,
};
