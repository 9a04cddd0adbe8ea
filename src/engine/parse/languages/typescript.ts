/** TypeScript and TSX, and the script blocks of Vue and Svelte. */
import { C_COMMENTS, type Language } from '../language.ts';
import { ECMASCRIPT, ECMASCRIPT_TOP, isVisible, JSX, readMemberScope } from './javascript.ts';

/** Special patterns come first: a type's own kind must win over that of the wrapper around it. */
const query = `
  (abstract_class_declaration name: (_) @name body: (_) @body) @unit.class
  (interface_declaration name: (_) @name body: (_) @body) @unit.interface
  (type_alias_declaration name: (_) @name) @unit.type
  (enum_declaration name: (_) @name body: (_) @body) @unit.enum
  (internal_module name: (_) @name body: (_) @body) @unit.module
  (module name: (_) @name body: (_)? @body) @unit.module
  (function_signature name: (_) @name) @unit.function
  (class_body (method_signature name: (_) @name) @unit.method)
  (abstract_method_signature name: (_) @name) @unit.method
  (public_field_definition name: (_) @name value: [(arrow_function) (function_expression)] @lambda) @unit.method
  (extends_clause value: (_) @base)
  (implements_clause (_) @base)
  (extends_type_clause (_) @base)
  ${ECMASCRIPT}
`;

const TYPED = '[(as_expression) (satisfies_expression)]';
const topQuery = `
  (export_statement declaration: (lexical_declaration (variable_declarator name: (identifier) @name value: ${TYPED}))) @unit.schema
  (program (lexical_declaration . (variable_declarator name: (identifier) @name value: ${TYPED}) .) @unit.schema)
  (ambient_declaration (_ name: (_) @name)) @unit.function
  (import_statement (import_require_clause source: (_) @import)) @import.statement
  ${ECMASCRIPT_TOP}
`;

export const typescript: Language = {
  id: 'typescript',
  grammar: 'tree-sitter-typescript',
  extensions: ['.ts', '.mts', '.cts'],
  exported: isVisible,
  readScope: readMemberScope,
  constructors: ['constructor'],
  comments: C_COMMENTS,
  mergesClauses: true,
  query,
  topQuery,
};

export const tsx: Language = {
  ...typescript,
  id: 'tsx',
  grammar: 'tree-sitter-tsx',
  extensions: ['.tsx'],
  query: `${query} ${JSX}`,
};

export const vue: Language = { ...typescript, id: 'vue', extensions: ['.vue'], mask: scriptBlocks };

export const svelte: Language = { ...typescript, id: 'svelte', extensions: ['.svelte'], mask: scriptBlocks };

/** Blanks everything outside `<script>` elements; line breaks and offsets stay. */
function scriptBlocks(text: string): string {
  let masked = '';
  let at = 0;
  for (const { index, 0: tag } of text.matchAll(/<script\b[^<>]*>/gi)) {
    if (index < at) continue;
    const start = index + tag.length;
    const length = text.slice(start).search(/<\/script\s*>/i);
    if (length < 0) break;
    masked += blank(text.slice(at, start)) + text.slice(start, start + length);
    at = start + length;
  }
  return masked + blank(text.slice(at));
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
