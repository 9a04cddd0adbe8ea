/** C++ and CUDA. */
import { C_COMMENTS, type Declared, type Language } from '../language.ts';
import { declaratorName, isNotStatic, withoutMacros } from './c.ts';

const query = `
  ((function_definition !type declarator: (function_declarator declarator: (identifier) @_macro) @name body: (_) @body) @unit.test
    (#match? @_macro "^(TYPED_)?TEST"))
  (function_definition declarator: [
    (function_declarator declarator: (qualified_identifier))
    (pointer_declarator declarator: (function_declarator declarator: (qualified_identifier)))
    (reference_declarator (function_declarator declarator: (qualified_identifier)))
  ] @name body: (_) @body) @unit.method
  (function_definition declarator: (_) @name body: (_) @body) @unit.function
  (template_declaration (function_definition declarator: (_) @name)) @unit.function
  ((expression_statement (call_expression function: (identifier)) @name . (MISSING ";")) @unit.macro . (compound_statement) @body)
  (declaration declarator: (init_declarator declarator: (_) @name value: (lambda_expression body: (_) @body))) @unit.function

  (class_specifier name: (_) @name body: (_) @body) @unit.class
  (struct_specifier name: (_) @name body: (_) @body) @unit.class
  (union_specifier name: (_) @name body: (_) @body) @unit.class
  (enum_specifier name: (_) @name body: (_) @body) @unit.enum
  (template_declaration [
    (class_specifier name: (_) @name body: (_))
    (struct_specifier name: (_) @name body: (_))
  ]) @unit.class
  (declaration type: [
    (class_specifier name: (_) @name body: (_))
    (struct_specifier name: (_) @name body: (_))
    (union_specifier name: (_) @name body: (_))
  ]) @unit.class
  (type_definition type: [
    (struct_specifier name: (_) @name body: (_))
    (union_specifier name: (_) @name body: (_))
  ]) @unit.class
  (type_definition type: (enum_specifier name: (_) @name body: (_))) @unit.enum
  (type_definition type: [(struct_specifier !name body: (_) @body) (union_specifier !name body: (_) @body)] . declarator: (_) @name) @unit.class
  (type_definition type: (enum_specifier !name body: (_) @body) . declarator: (_) @name) @unit.enum
  (concept_definition name: (_) @name) @unit.type
  (template_declaration (concept_definition name: (_) @name)) @unit.type
  (namespace_definition name: (_) @name body: (_) @body) @unit.module
  (namespace_definition !name body: (_) @body) @unit.module
  (base_class_clause [(type_identifier) (template_type) (qualified_identifier)] @base)

  (declaration declarator: (init_declarator declarator: (_) @name value: (initializer_list) @body)) @unit.schema
  (preproc_function_def name: (_) @name) @unit.macro
  (preproc_include path: (_) @import) @import.statement

  (call_expression arguments: (_) @arguments)
  (new_expression arguments: (_) @arguments)
`;

const topQuery = `
  (translation_unit (declaration (type_qualifier) declarator: (init_declarator declarator: (_) @name)) @unit.constant)
  (namespace_definition body: (declaration_list (declaration (type_qualifier) declarator: (init_declarator declarator: (_) @name)) @unit.constant))
`;

/** Members are private in a class until it says otherwise; that is not followed here: a member is as visible as its class. */
function isVisible(declared: Declared): boolean {
  return declared.parent && declared.parent.kind !== 'module' ? declared.parent.exported : isNotStatic(declared);
}

export const cpp: Language = {
  id: 'cpp',
  grammar: 'tree-sitter-cpp',
  extensions: [
    '.cc',
    '.cpp',
    '.cxx',
    '.c++',
    '.hpp',
    '.hh',
    '.hxx',
    '.h++',
    '.h',
    '.inl',
    '.ipp',
    '.tpp',
    '.ixx',
    '.cppm',
    '.ino',
    '.inc',
  ],
  contents:
    /^\s*(?:class\s+[\w:]+(?:\s+final)?\s*[:{;]|(?:inline\s+)?namespace\b[^;]*\{|template\s*<|using\s+(?:namespace\s+)?\w+|(?:public|private|protected)\s*:|#\s*include\s*<(?:string|vector|memory|map|utility|functional|type_traits|cstd\w+|cstring|iostream|algorithm|atomic)>)|\bstd::\w|\bconstexpr\b|\bnoexcept\b/m,
  exported: isVisible,
  readName: declaratorName,
  mask: withoutMacros,
  query,
  topQuery,
  constructors: [],
  comments: C_COMMENTS,
};

export const cuda: Language = {
  ...cpp,
  id: 'cuda',
  grammar: 'tree-sitter-cuda',
  extensions: ['.cu', '.cuh'],
  contents: undefined,
};
