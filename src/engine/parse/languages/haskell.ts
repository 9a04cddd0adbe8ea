/** Haskell. A binding's signature and all its equations are one definition. */
import type { Language } from '../language.ts';
import { blanked } from './visibility.ts';

/** The grammar skips what stands between `#else` and `#endif`: without the preprocessor's lines, it reads all branches. */
function withoutPreprocessor(text: string): string {
  return text.replace(
    /^#[ \t]*(?:if|ifdef|ifndef|else|elif|endif|include|define|undef|error|warning)\b(?:.*\\\n)*.*$/gm,
    blanked,
  );
}

export const haskell: Language = {
  id: 'haskell',
  grammar: 'tree-sitter-haskell',
  extensions: ['.hs', '.hs-boot'],
  shebangs: ['runhaskell', 'runghc', 'stack'],
  mergesClauses: true,
  exported: () => true,
  readScope: (text) => [text.replace(/\s+/g, ' ').replace(/^\((.*)\)$/, '$1')],
  mask: withoutPreprocessor,
  query: `
    (comment) @comment
    (haddock) @comment
    (apply function: [(variable) @callee (qualified module: (module (module_id) @receiver .) id: (variable) @call)])
    (infix left_operand: [(variable) @callee (qualified module: (module (module_id) @receiver .) id: (variable) @call)]
      operator: (operator) @_apply (#any-of? @_apply "$" "$!" "." "<$>" "<$" ">>=" "=<<" ">>" "*>" "<*" "<|>" ">=>" "<=<"))
    (infix operator: (operator) @_apply right_operand: [(variable) @callee
      (qualified module: (module (module_id) @receiver .) id: (variable) @call)]
      (#any-of? @_apply "." "=<<" ">>=" ">>" "&" "*>" "<|>"))
    (infix operator: (infix_id [(variable) @callee (qualified module: (module (module_id) @receiver .) id: (variable) @call)]))
    (exp [(variable) @callee (qualified module: (module (module_id) @receiver .) id: (variable) @call)])
    (match expression: [(variable) @callee (qualified module: (module (module_id) @receiver .) id: (variable) @call)])
  `,
  topQuery: `
    (haskell (pragma) @comment)
    (declarations (function name: (_) @name match: (match)? @body) @unit.function)
    (declarations (function (infix operator: [(operator) @name (infix_id (variable) @name)])) @unit.function)
    (declarations (function (function_head_parens
      (infix operator: [(operator) @name (infix_id (variable) @name)]))) @unit.function)
    (declarations (bind name: (_) @name match: (match)? @body) @unit.function)
    (declarations (signature name: [(variable) @name (prefix_id (operator) @name)]) @unit.function)
    (declarations (foreign_import signature: (signature name: (_) @name)) @unit.function)
    (class_declarations (function name: (_) @name) @unit.method)
    (class_declarations (bind name: (_) @name) @unit.method)
    (class_declarations (signature name: [(variable) @name (prefix_id (operator) @name)]) @unit.method)
    (instance_declarations (function name: (_) @name) @unit.method)
    (instance_declarations (function (infix operator: [(operator) @name (infix_id (variable) @name)])) @unit.method)
    (instance_declarations (bind name: [(variable) @name (prefix_id (operator) @name)]) @unit.method)
    (class name: (_) @name "where"? @body) @unit.interface
    (instance name: (_) @name patterns: (_)? @scope "where"? @body) @unit.class
    (data_type name: (_) @name) @unit.type
    (newtype name: (_) @name) @unit.type
    (type_synomym name: (_) @name) @unit.type
    (type_family name: (_) @name) @unit.type
    (data_family name: (_) @name) @unit.type
    (pattern_synonym (equation synonym: [(apply function: (constructor) @name) (constructor) @name])) @unit.function
    (import module: (_) @import) @import.statement
    (import_name [(variable) (name)] @import.name)
    (header module: (_)) @package
    (export [variable: (variable) type: (name)] @export)
  `,
};
