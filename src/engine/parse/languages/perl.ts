/** Perl, with the tests of Test::More. */
import type { Language } from '../language.ts';
import { hiddenByPrefix } from './visibility.ts';

export const perl: Language = {
  id: 'perl',
  grammar: 'perl',
  extensions: ['.pl', '.pm', '.t', '.psgi', '.cgi'],
  filenames: ['cpanfile', 'Makefile.PL', 'Build.PL'],
  shebangs: ['perl'],
  exported: hiddenByPrefix('_'),
  readName: (text) => ({ name: text.replace(/^[$@%*&]+|^['"]|['"]$/g, ''), scope: [] }),
  query: `
    (subroutine_declaration_statement name: (_) @name body: (_)? @body) @unit.function
    (method_declaration_statement name: (_) @name body: (_)? @body) @unit.method
    (package_statement name: (_) @name (block) @body) @unit.class
    (class_statement name: (_) @name (block) @body) @unit.class
    (role_statement name: (_) @name (block) @body) @unit.class
    (assignment_expression left: [(variable_declaration variable: (scalar) @name) (glob) @name] right: (anonymous_subroutine_expression body: (_) @body)) @unit.function
    (ambiguous_function_call_expression function: (_) @_test arguments: (list_expression . [(string_literal) (interpolated_string_literal)] @name (anonymous_subroutine_expression body: (_) @body))
      (#any-of? @_test "subtest" "describe" "it")) @unit.test
    (ambiguous_function_call_expression function: (_) @_has arguments: (list_expression . [(string_literal) (autoquoted_bareword)] @name (anonymous_subroutine_expression body: (_) @body))
      (#any-of? @_has "has" "helper" "around" "before" "after")) @unit.function
    (use_statement module: (_) @_constant (list_expression . (autoquoted_bareword) @name) (#eq? @_constant "constant")) @unit.constant
    (use_statement module: (_) @_parent [(string_literal (string_content) @base) (list_expression (string_literal (string_content) @base)) (quoted_word_list (string_content) @base)] (#any-of? @_parent "parent" "base"))
    (comment) @comment
    (pod) @comment
    (function_call_expression function: (_) @call)
    (ambiguous_function_call_expression function: (_) @call)
    (method_call_expression method: (_) @call)
    (use_statement module: (_) @import) @import.statement
    (require_expression (bareword) @import) @import.statement
    (package_statement name: (_) @scope ";") @package
  `,
};
