/** Bash and its kin, with the tests of Bats. */
import type { Language } from '../language.ts';
import { hiddenByPrefix } from './visibility.ts';

/** Bats is not quite Bash: `@test "name" {` is written as the head of a function, `@test______(){`, for the grammar. */
function readableTests(text: string): string {
  if (!text.includes('@test')) return text;
  return text
    .replace(/^([ \t]*@test)([ \t]+["'].*)["'] \{(?=[ \t]*$)/gm, (_, test, name) => `${test}${'_'.repeat(name.length)}(){`)
    .replace(
      /^([ \t]*@test)([ \t]+)([\w.:-]+) \{([ \t]*\n(?:[ \t]*\n)*)[ \t]/gm,
      (_, test, space, name, rest) => `${test}${'_'.repeat(space.length)}${name}()${rest}{`,
    );
}

export const bash: Language = {
  id: 'bash',
  grammar: 'tree-sitter-bash',
  extensions: ['.sh', '.bash', '.bats', '.ksh', '.zsh', '.ebuild', '.eclass'],
  filenames: ['.bashrc', '.bash_profile', '.bash_aliases', '.profile', '.zshrc', '.zshenv', 'PKGBUILD'],
  shebangs: ['sh', 'bash', 'dash', 'ksh', 'zsh', 'ash', 'bats'],
  exported: hiddenByPrefix('_'),
  mask: readableTests,
  readName: (text) => ({ name: text.replace(/^@test\s+["']?/, ''), scope: [] }),
  query: `
    (function_definition name: (word) @name body: (_) @body (#match? @name "^@test")) @unit.test
    (function_definition name: (_) @name body: (_) @body) @unit.function
    (comment) @comment
    (command name: (command_name (word) @callee))
  `,
  topQuery: `
    (program (declaration_command ["readonly" "declare" "typeset" "export"]
      (variable_assignment name: (variable_name) @name)) @unit.constant)
    (command name: (command_name) @_source . argument: (_) @import (#any-of? @_source "source" "." "load")) @import.statement
  `,
};
