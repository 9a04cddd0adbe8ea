/** Python. */
import type { Language } from '../language.ts';

export const python: Language = {
  id: 'python',
  grammar: 'tree-sitter-python',
  extensions: ['.py', '.pyi', '.pyw', '.bzl', '.bazel'],
  filenames: ['SConstruct', 'SConscript', 'wscript', 'BUILD', 'WORKSPACE'],
  shebangs: ['python', 'pypy', 'pythonw'],
  exported: ({ name, parent }) => (!name.startsWith('_') || /^__\w+__$/.test(name)) && parent?.exported !== false,
  constructors: ['__init__', '__new__'],
  comments: { line: '#' },
  query: `
    ((function_definition name: (_) @name body: (_) @body) @unit.test (#match? @name "^test_"))
    (function_definition name: (_) @name body: (_) @body) @unit.function
    (class_definition name: (_) @name body: (_) @body) @unit.class
    (decorated_definition definition: [(function_definition name: (_) @name) (class_definition name: (_) @name)]) @unit.function
    (class_definition superclasses: (argument_list [(identifier) (attribute) (subscript) (call)] @base))
    (block . (expression_statement (string) @doc))
    (assignment left: (identifier) @name right: (lambda body: (_) @body)) @unit.function
    (type_alias_statement left: (_) @name) @unit.type

    (import_statement name: [(dotted_name) @import (aliased_import name: (_) @import)]) @import.statement
    (import_from_statement module_name: (_) @import) @import.statement
    (import_from_statement name: [(dotted_name) @import.name (aliased_import name: (_) @import.name)])
    (future_import_statement "__future__" @import name: (_) @import.name) @import.statement
    (call arguments: (_) @arguments)
    (decorator [(identifier) @call (attribute attribute: (identifier) @call)])
  `,
  topQuery: `
    (module (expression_statement (string) @doc))
    (module (expression_statement (assignment left: (identifier) @name right: [
      (call) (dictionary) (list) (set) (tuple) (dictionary_comprehension) (list_comprehension) (set_comprehension)
    ])) @unit.schema)
    (module (expression_statement (assignment left: (identifier) @name)) @unit.constant)
    ((module (expression_statement (assignment left: (identifier) @_all right: (list (string) @export)))) (#eq? @_all "__all__"))
  `,
};
