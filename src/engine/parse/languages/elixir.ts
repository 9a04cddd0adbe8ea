/** Elixir: everything is a call, so definitions are told apart by the name they call. */
import type { Language } from '../language.ts';
import { isReachable } from './visibility.ts';

export const elixir: Language = {
  id: 'elixir',
  grammar: 'tree-sitter-elixir',
  extensions: ['.ex', '.exs'],
  shebangs: ['elixir'],
  mergesClauses: true,
  exported: (declared) => isReachable(declared) && !/^\s*(?:defp|defmacrop|defguardp)\b/.test(declared.signature),
  readName: (text, kind) => (kind === 'test' ? { name: text.replace(/^"|"$/g, ''), scope: [] } : dotted(text)),
  query: `
    (call target: (identifier) @_def (arguments . (alias) @name) (do_block) @body (#eq? @_def "defmodule")) @unit.module
    (call target: (identifier) @_def
      (arguments . [
        (call target: (identifier) @name)
        (identifier) @name
        (binary_operator left: (call target: (identifier) @name) operator: "when")
        (binary_operator left: (identifier) @name operator: "when")
      ])
      (do_block)? @body
      (#any-of? @_def "def" "defp" "defdelegate" "defguard" "defguardp" "defn" "defnp")) @unit.function
    (call target: (identifier) @_test (arguments . (string) @name) (do_block) @body
      (#any-of? @_test "test" "describe" "property")) @unit.test
    (unary_operator operator: "@" operand: (call target: (identifier) @_attribute (arguments [(string) (sigil)]))
      (#any-of? @_attribute "doc" "typedoc")) @comment
    (unary_operator operator: "@" operand: (call target: (identifier) @_attribute (arguments (boolean)))) @attribute
    (unary_operator operator: "@" operand: (call target: (identifier) @_attribute)
      (#any-of? @_attribute "spec" "tag" "deprecated" "decorate")) @attribute
    (comment) @comment
    (call target: (dot right: (identifier) @call) (arguments))
    ((call target: (identifier) @callee) (#not-any-of? @callee "def" "defp" "defmacro" "defmacrop" "defmodule" "doc"
      "moduledoc" "spec" "type" "typep" "callback" "behaviour" "impl" "alias" "import" "require" "use" "quote" "unquote" "if"
      "case" "with" "cond"))
  `,
  topQuery: `
    (call target: (identifier) @_def
      (arguments . [(call target: (identifier) @name) (identifier) @name
        (binary_operator left: (call target: (identifier) @name) operator: "when")])
      (do_block)? @body
      (#any-of? @_def "defmacro" "defmacrop")) @unit.macro
    (unary_operator operator: "@" operand: (call target: (identifier) @_attribute
      (arguments (binary_operator left: [(call target: (identifier) @name) (identifier) @name])))
      (#any-of? @_attribute "type" "typep" "opaque" "callback" "macrocallback")) @unit.type
    (unary_operator operator: "@" operand: (call target: (identifier) @_attribute (arguments (alias) @base))
      (#eq? @_attribute "behaviour"))
    (unary_operator operator: "@" operand: (call target: (identifier) @_attribute) (#eq? @_attribute "moduledoc")) @doc
    (call target: (identifier) @_def (arguments . (alias) @name) (do_block) @body (#eq? @_def "defprotocol")) @unit.interface
    (call target: (identifier) @_def (arguments . (alias) @name . (keywords (pair value: (_) @scope))) (do_block) @body
      (#eq? @_def "defimpl")) @unit.class
    (call target: (identifier) @name (arguments (list)) (#any-of? @name "defstruct" "defexception")) @unit.type
    (call target: (identifier) @_import (arguments . [(alias) @import (dot left: (alias) @import right: (tuple))])
      (#any-of? @_import "alias" "import" "require" "use")) @import.statement
    (call (arguments . (dot right: (tuple (alias) @import.name))))
  `,
};

function dotted(text: string): { readonly name: string; readonly scope: readonly string[] } {
  const parts = text.split('.');
  return { name: parts[parts.length - 1], scope: parts.slice(0, -1) };
}
