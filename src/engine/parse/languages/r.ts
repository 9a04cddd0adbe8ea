/** R, with the tests of testthat and the classes of S4 and R6. */
import type { Language } from '../language.ts';
import { hiddenByPrefix } from './visibility.ts';

export const r: Language = {
  id: 'r',
  grammar: 'tree-sitter-r',
  extensions: ['.r'],
  filenames: ['.Rprofile'],
  shebangs: ['Rscript'],
  exported: hiddenByPrefix('.'),
  readName: (text) => ({ name: text.replace(/^["'`]|["'`]$/g, ''), scope: [] }),
  query: `
    (binary_operator lhs: [(identifier) (string)] @name operator: ["<-" "=" "<<-"]
      rhs: (function_definition body: (_) @body)) @unit.function
    (binary_operator lhs: (extract_operator lhs: (_) @scope rhs: (_) @name) operator: ["<-" "=" "<<-"]
      rhs: (function_definition body: (_) @body)) @unit.function
    (argument name: (_) @name value: (function_definition body: (braced_expression) @body)) @unit.function
    (binary_operator lhs: (identifier) @name rhs: (call function: [(identifier) @_class (namespace_operator rhs: (_) @_class)])
      (#any-of? @_class "setClass" "R6Class" "setRefClass" "ggproto" "new_class")) @unit.class
    (call function: (identifier) @_method arguments: (arguments . (argument value: (string) @name))
      (#any-of? @_method "setMethod" "setGeneric" "setValidity" "setReplaceMethod")) @unit.method
    (call function: (identifier) @_test arguments: (arguments . (argument value: (string) @name))
      (#any-of? @_test "test_that" "describe" "it")) @unit.test
    (comment) @comment
    (call function: [(identifier) @callee (namespace_operator lhs: (_) @receiver rhs: (_) @call)
      (extract_operator lhs: (_) @receiver rhs: (_) @call)])
  `,
  topQuery: `
    (program (call function: (identifier) @_class arguments: (arguments . (argument value: (string) @name))
      (#eq? @_class "setClass")) @unit.class)
    (program (binary_operator lhs: (identifier) @name operator: ["<-" "="]
      rhs: [(call) (float) (integer) (string) (true) (false)]) @unit.constant)
    (call function: (identifier) @_import arguments: (arguments . (argument value: (_) @import))
      (#any-of? @_import "library" "require" "requireNamespace" "source")) @import.statement
  `,
};
