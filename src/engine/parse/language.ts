/**
 * What the parse room knows of one language: how to recognise its files, and one tree-sitter query of our own that says
 * where its definitions, calls, imports and comments stand. A table is data: it never sees a tree, a file or another table.
 *
 * ## The query
 *
 * All patterns of a language run as one query, once per file (two, where there is a `topQuery`). Patterns are read in order: where two of them capture the
 * same name node they describe one definition, whose range is the widest captured and whose kind is the first pattern's;
 * so special patterns go before general ones, and a wrapper (`export …`, a decorator, `template <…>`) is one more pattern
 * around the same name.
 *
 * - `@unit.<kind>` on the whole definition, kind from UNIT_KINDS, with `@name` in the same pattern. Optional beside it:
 *   - `@scope`: more scope between the enclosing unit and the name (Go's receiver type, `A::b` of a C++ qualifier);
 *   - `@body`: where the signature ends (it runs from the definition's start to the body's). Without it, the signature
 *     is the first line.
 *   - `@lambda`, instead of `@body`: on a node whose field `body` it is. Where many patterns hold several kinds of such
 *     nodes, a query with their fields written out takes twice as long to compile, in every thread.
 *   A `function` directly inside a class, interface, enum or extension becomes a method; names such as `__init__`,
 *   `constructor` or the class's own become constructors. A `module` gives scope; it is a unit of its own only where it
 *   has documentation, and its loose text becomes windows. Units of kind `test` are named by a string.
 * - `@extension` with `@name` (and `@body`) on a block that adds members to a type declared elsewhere (`impl X`,
 *   `extension X`, a category): scope like a module, functions directly inside are methods.
 * - `@comment` on every comment node, in a language without `comments`. Comments directly before a definition become its
 *   documentation. Statements that are documentation in disguise (Elixir's `@doc "…"`) may be captured as comments too.
 * - `@doc` on an inner documentation string (Python's docstring): goes to the innermost unit around it, else to the file.
 * - `@attribute` on what stands before a definition as a sibling node (Rust's `#[…]`): the definition begins there.
 * - `@call` on the callee: its name node, or the whole expression (`a.b::c<T>`), of which the last identifier is taken. The
 *   receiver is read from the text before the name; `@receiver` in the same pattern where that is not right.
 * - `@callee` on a name that is the whole callee, whatever stands before it and whatever signs it is made of (`Get-Item`,
 *   `is.na`, `foldl'`).
 * - `@arguments` on the arguments of a call, where the callee is the identifier directly before them; `(arguments) @arguments`
 *   is the cheapest way to find calls. The call counts as made where the arguments begin.
 * - `@import` on the module of an import, with `@import.statement` on the whole statement, and `@import.name` for each name
 *   brought in; names belong to the statement around them, so they may stand in a pattern of their own.
 * - `@base` on each type that is extended or implemented: goes to the innermost class-like unit around it.
 * - `@export` on a name that is made visible elsewhere in the file (`export { x }`, `__all__`).
 * - `@package` on the declaration that says which module or package the file is; it becomes the skeleton's signature. With
 *   `@scope` in the same pattern, that scope holds for the whole file (C#'s `namespace X;`).
 *
 * Captures beginning with `_` serve predicates alone. Predicates (`#eq?`, `#any-of?`, `#match?`) cost about a microsecond
 * for each match: keep them off patterns that match every call or identifier.
 */
import type { UnitKind } from '../types.ts';

/** What the `exported` rule may look at. */
export interface Declared {
  readonly kind: UnitKind;
  readonly name: string;
  /** The signature on one line: attributes, modifiers, name, parameters. */
  readonly signature: string;
  /** The enclosing unit or extension, if any. */
  readonly parent: { readonly kind: UnitKind; readonly exported: boolean } | undefined;
}

/** How deep below the file's root node `topQuery` looks for the roots of its patterns. */
export const TOP_DEPTH = 4;

export interface Name {
  readonly name: string;
  /** Scope written into the name itself, outermost first. */
  readonly scope: readonly string[];
}

/** How comments are written: `//` and `/* … *\/`. */
export interface CommentMarkers {
  readonly line: string;
  readonly block?: readonly [opening: string, closing: string];
}

export const C_COMMENTS: CommentMarkers = { line: '//', block: ['/*', '*/'] };

export interface Language {
  /** As in the index report: 'typescript', 'c', … */
  readonly id: string;
  /** The grammar's name in scripts/grammars.json: its file name without `.wasm`. */
  readonly grammar: string;
  /** Lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Whole file names, as written. */
  readonly filenames?: readonly string[];
  /** Interpreters as in `#!/usr/bin/env name`, without version numbers. */
  readonly shebangs?: readonly string[];
  /**
   * Among languages that share an extension (`.h`), the first in the list of languages whose `contents` matches the text
   * is taken; one without `contents` is the fallback.
   */
  readonly contents?: RegExp;
  readonly query: string;
  /**
   * Patterns that matter near the top of a file alone: imports, exports, constants of a module. Their roots are looked for
   * TOP_DEPTH levels deep and no deeper, which costs next to nothing; in `query`, a pattern whose root is a frequent node
   * (any declaration, any statement) or the file itself is paid for at every node. They rank after those of `query`.
   */
  readonly topQuery?: string;
  /**
   * What the grammar gets to see where it could not read the whole text: other languages (Vue) or macros blanked. Offsets and
   * lines must stay as they are.
   */
  readonly mask?: (text: string) => string;
  /** Where these are given, comments are found by them and need not be captured; that is much cheaper. */
  readonly comments?: CommentMarkers;
  /** Visible outside its file. Names captured as `@export` are exported whatever this says. */
  readonly exported: (declared: Declared) => boolean;
  /** Reads `@name`'s text where it is more than the name (C's declarators). Default: the text, quotes taken off. */
  readonly readName?: (text: string, kind: UnitKind) => Name;
  /** Reads `@scope`'s text. Default: type arguments, pointers and `&` taken off, split at `.` and `::`. */
  readonly readScope?: (text: string) => readonly string[];
  /** Names that make a member a constructor, beside its class's own. Default: those of most languages. */
  readonly constructors?: readonly string[];
  /** True where neighbours of the same name, kind and parent are one unit: Haskell's equations, overload signatures. */
  readonly mergesClauses?: boolean;
}
