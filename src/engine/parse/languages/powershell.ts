/** PowerShell, with the tests of Pester. */
import type { Language } from '../language.ts';
import { isReachable } from './visibility.ts';

export const powershell: Language = {
  id: 'powershell',
  grammar: 'powershell',
  extensions: ['.ps1', '.psm1', '.psd1'],
  shebangs: ['pwsh', 'powershell'],
  exported: (declared) => isReachable(declared) && !/^(?:function|filter)\s+(?:script|private|local):/i.test(declared.signature),
  readName: (text) => ({
    name: text.replace(/^(?:global|script|local|private):/i, '').replace(/^\$(?:\w+:)?|^['"]|['"]$/g, ''),
    scope: [],
  }),
  query: `
    (function_statement (function_name) @name (script_block)? @body) @unit.function
    (class_statement . (simple_name) @name) @unit.class
    (class_method_definition (simple_name) @name (script_block)? @body) @unit.method
    (enum_statement . (simple_name) @name) @unit.enum
    (class_statement . (simple_name) . (simple_name) @base)
    (function_statement (comment) @doc)
    (function_statement (script_block (comment) @doc))
    (comment) @comment
    (command command_name: (command_name) @call)
    (invokation_expression (member_name (simple_name) @call))
  `,
};
