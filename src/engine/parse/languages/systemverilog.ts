/** SystemVerilog and Verilog. A module of hardware is a class here: it has ports, state and methods, and is instantiated. */
import type { Language } from '../language.ts';
import { blanked } from './visibility.ts';

/** The grammar reads no properties as a macro's arguments (`ASSERT(Name, a |-> ##1 b)`): such assertions are left out. */
function withoutAssertions(text: string): string {
  if (!/`[A-Z]\w*\(/.test(text)) return text;
  let kept = '';
  let at = 0;
  for (const { index, 0: head } of text.matchAll(/^[ \t]*`[A-Z_]\w*(?=\()/gm)) {
    if (index < at) continue;
    const end = closingParenthesis(text, index + head.length);
    const call = text.slice(index, end);
    if (!/##|\|[-=]>|\[[*=]|\bthroughout\b|\$(?:rose|fell|stable|past)\b/.test(call)) continue;
    kept += text.slice(at, index) + blanked(call);
    at = end;
  }
  return kept + text.slice(at);
}

/** The offset after the parenthesis that closes the one at `open`; `open` itself where none does. */
function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i + 1;
  }
  return open;
}

export const systemverilog: Language = {
  id: 'systemverilog',
  grammar: 'tree-sitter-systemverilog',
  extensions: ['.sv', '.svh', '.v', '.vh'],
  exported: ({ signature }) => !/\blocal\b/.test(signature),
  mask: withoutAssertions,
  query: `
    (module_declaration (module_ansi_header name: (_) @name) . (_)? @body) @unit.class
    (module_declaration (module_nonansi_header name: (_) @name) . (_)? @body) @unit.class
    (interface_declaration (interface_ansi_header name: (_) @name) . (_)? @body) @unit.interface
    (interface_declaration (interface_nonansi_header name: (_) @name)) @unit.interface
    (program_declaration (program_ansi_header name: (_) @name)) @unit.class
    (program_declaration (program_nonansi_header name: (_) @name)) @unit.class
    (class_declaration name: (_) @name (class_item) @body) @unit.class
    (class_declaration name: (_) @name) @unit.class
    (checker_declaration name: (_) @name) @unit.class
    (function_declaration (function_body_declaration (class_scope (class_type) @scope) name: (_) @name)) @unit.method
    (task_declaration (task_body_declaration (class_scope (class_type) @scope) name: (_) @name)) @unit.method
    (class_method (function_declaration (function_body_declaration name: (_) @name))) @unit.method
    (class_method (task_declaration (task_body_declaration name: (_) @name))) @unit.method
    (function_declaration (function_body_declaration name: (_) @name (tf_port_list) . (_) @body)) @unit.function
    (function_declaration (function_body_declaration name: (_) @name
      . [(function_statement_or_null) (block_item_declaration) (tf_item_declaration)] @body)) @unit.function
    (function_declaration (function_body_declaration name: (_) @name)) @unit.function
    (task_declaration (task_body_declaration name: (_) @name (tf_port_list) . (_) @body)) @unit.function
    (task_declaration (task_body_declaration name: (_) @name
      . [(statement_or_null) (block_item_declaration) (tf_item_declaration)] @body)) @unit.function
    (task_declaration (task_body_declaration name: (_) @name)) @unit.function
    (class_constructor_declaration "function" . "new" @name) @unit.constructor
    (class_method (function_prototype name: (_) @name)) @unit.method
    (class_method (task_prototype name: (_) @name)) @unit.method
    (property_declaration name: (_) @name) @unit.function
    (sequence_declaration name: (_) @name) @unit.function
    (covergroup_declaration name: (_) @name) @unit.class
    (constraint_declaration (simple_identifier) @name) @unit.function
    (type_declaration (data_type [(enum_base_type) (enum_name_declaration)]) type_name: (_) @name) @unit.enum
    (type_declaration (data_type (struct_union)) type_name: (_) @name) @unit.type
    (text_macro_definition (text_macro_name (simple_identifier) @name)) @unit.macro
    (class_declaration (class_type) @base)
    (class_declaration (interface_class_type) @base)
    (conditional_compilation_directive (ifdef_condition)) @attribute
    (one_line_comment) @comment
    (block_comment) @comment
    (tf_call (hierarchical_identifier (simple_identifier) @call .))
    (method_call_body name: (_) @call)
    (module_instantiation instance_type: (_) @call)
    (text_macro_usage . (simple_identifier) @call)
  `,
  topQuery: `
    (package_declaration name: (_) @name . (package_item)? @body) @unit.module
    (package_item (parameter_declaration (list_of_param_assignments
      (param_assignment . (simple_identifier) @name)))) @unit.constant
    (package_import_declaration (package_import_item . (simple_identifier) @import
      . (simple_identifier)? @import.name)) @import.statement
    (include_compiler_directive (_) @import) @import.statement
  `,
};
