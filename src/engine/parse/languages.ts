/** Every language Parallax reads by grammar. Order matters only among languages that share an extension. */
import type { Language } from './language.ts';
import { bash } from './languages/bash.ts';
import { c } from './languages/c.ts';
import { cpp, cuda } from './languages/cpp.ts';
import { csharp } from './languages/csharp.ts';
import { dart } from './languages/dart.ts';
import { elixir } from './languages/elixir.ts';
import { go } from './languages/go.ts';
import { haskell } from './languages/haskell.ts';
import { java } from './languages/java.ts';
import { javascript } from './languages/javascript.ts';
import { julia } from './languages/julia.ts';
import { kotlin } from './languages/kotlin.ts';
import { lua } from './languages/lua.ts';
import { objc } from './languages/objc.ts';
import { ocaml, ocamlInterface } from './languages/ocaml.ts';
import { php } from './languages/php.ts';
import { powershell } from './languages/powershell.ts';
import { python } from './languages/python.ts';
import { r } from './languages/r.ts';
import { ruby } from './languages/ruby.ts';
import { rust } from './languages/rust.ts';
import { scala } from './languages/scala.ts';
import { swift } from './languages/swift.ts';
import { systemverilog } from './languages/systemverilog.ts';
import { svelte, tsx, typescript, vue } from './languages/typescript.ts';
import { zig } from './languages/zig.ts';

export const LANGUAGES: readonly Language[] = [
  objc,
  cpp,
  c,
  cuda,
  bash,
  csharp,
  dart,
  elixir,
  go,
  haskell,
  java,
  javascript,
  julia,
  kotlin,
  lua,
  ocaml,
  ocamlInterface,
  php,
  powershell,
  python,
  r,
  ruby,
  rust,
  scala,
  svelte,
  swift,
  systemverilog,
  tsx,
  typescript,
  vue,
  zig,
];
