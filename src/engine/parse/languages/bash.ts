/** Bash and its kin, with the tests of Bats. */
import type { Language } from '../language.ts';
import { hiddenByPrefix } from './visibility.ts';

export const bash: Language = {
  id: 'bash',
  grammar: 'bash',
  extensions: ['.sh', '.bash', '.bats', '.ksh', '.zsh', '.ebuild', '.eclass'],
  filenames: ['.bashrc', '.bash_profile', '.bash_aliases', '.profile', '.zshrc', '.zshenv', 'PKGBUILD'],
  shebangs: ['sh', 'bash', 'dash', 'ksh', 'zsh', 'ash', 'bats'],
  exported: hiddenByPrefix('_'),
  query: `
    (function_definition name: (_) @name body: (_) @body) @unit.function
    (program (declaration_command ["readonly" "declare" "typeset" "export"] (variable_assignment name: (variable_name) @name)) @unit.constant)
    (comment) @comment
    (command name: (command_name (word) @call))
    (command name: (command_name) @_source . argument: (_) @import (#any-of? @_source "source" "." "load")) @import.statement
  `,
};
