/** Ruby, with the tests of RSpec and Minitest. */
import type { Language } from '../language.ts';
import { isReachable } from './visibility.ts';

export const ruby: Language = {
  id: 'ruby',
  grammar: 'tree-sitter-ruby',
  extensions: ['.rb', '.rake', '.gemspec', '.ru', '.podspec', '.jbuilder'],
  filenames: ['Rakefile', 'Gemfile', 'Guardfile', 'Capfile', 'Vagrantfile', 'Podfile', 'Fastfile', 'Brewfile'],
  shebangs: ['ruby', 'jruby', 'rake'],
  exported: (declared) =>
    isReachable(declared) && !/^_|^$/.test(declared.name) && !/^(?:private|protected)/.test(declared.signature),
  readName: (text) => ({ name: text.replace(/^:?["']|["']$|^:(?=\w)/g, ''), scope: [] }),
  query: `
    (class name: [(constant) @name (scope_resolution scope: (_) @scope name: (_) @name)] body: (_)? @body) @unit.class
    (module name: [(constant) @name (scope_resolution scope: (_) @scope name: (_) @name)] body: (_)? @body) @unit.module
    (method name: (_) @name parameters: (_)? body: (_)? @body) @unit.function
    (singleton_method object: [(constant) (identifier)]? @scope name: (_) @name body: (_)? @body) @unit.function
    (assignment left: (_) @name right: (lambda body: (_) @body)) @unit.function
    (assignment left: (constant) @name right: (call method: (identifier) @_lambda block: (_) @body)
      (#any-of? @_lambda "lambda" "proc")) @unit.function
    (call method: (identifier) @_define arguments: (argument_list . [(simple_symbol) @name (pair key: (_) @name)]) block: (_) @body
      (#any-of? @_define "define_method" "define_singleton_method" "helper_method" "let" "let!" "subject" "task"
        "namespace")) @unit.function
    (call method: (identifier) @_scope arguments: (argument_list . (simple_symbol) @name . (lambda body: (_) @body))
      (#eq? @_scope "scope")) @unit.function
    (call method: (identifier) @_test arguments: (argument_list . [(string) (constant) (scope_resolution)] @name) block: (_) @body
      (#any-of? @_test "describe" "context" "it" "specify" "test" "should" "scenario" "feature" "shared_examples"
        "shared_context")) @unit.test
    (call !receiver method: (identifier) @_route arguments: (argument_list . (string) @name) block: (_) @body
      (#any-of? @_route "get" "post" "put" "patch" "delete" "options" "head")) @unit.function
    (assignment left: (constant) @name right: (call receiver: (constant) @_struct block: (_) @body)
      (#any-of? @_struct "Struct" "Class" "Data" "Module")) @unit.class
    (assignment left: (constant) @name) @unit.constant
    (superclass [(constant) (scope_resolution)] @base)
    (call method: (identifier) @_mix arguments: (argument_list [(constant) (scope_resolution)] @base)
      (#any-of? @_mix "include" "extend" "prepend"))
    (comment) @comment
    (call method: [(identifier) (constant)] @call)
  `,
  topQuery: `
    (call method: (identifier) @_hide arguments: (argument_list . [(method name: (_) @name) (singleton_method name: (_) @name)])
      (#any-of? @_hide "private" "protected" "private_class_method" "memoize")) @unit.function
    (call method: (identifier) @_require arguments: (argument_list . (string (string_content) @import))
      (#any-of? @_require "require" "require_relative" "load" "autoload")) @import.statement
  `,
};
