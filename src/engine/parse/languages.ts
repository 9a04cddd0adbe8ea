/** Every language Parallax reads by grammar. Order matters only among languages that share an extension. */
import type { Language } from './language.ts';
import { c } from './languages/c.ts';
import { cpp, cuda } from './languages/cpp.ts';
import { csharp } from './languages/csharp.ts';
import { go } from './languages/go.ts';
import { java } from './languages/java.ts';
import { javascript } from './languages/javascript.ts';
import { objc } from './languages/objc.ts';
import { python } from './languages/python.ts';
import { rust } from './languages/rust.ts';
import { svelte, tsx, typescript, vue } from './languages/typescript.ts';

export const LANGUAGES: readonly Language[] = [
  objc,
  cpp,
  c,
  cuda,
  csharp,
  go,
  java,
  javascript,
  python,
  rust,
  svelte,
  tsx,
  typescript,
  vue,
];
