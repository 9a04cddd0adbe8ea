/** Every language Parallax reads by grammar. Order matters only among languages that share an extension. */
import type { Language } from './language.ts';
import { c } from './languages/c.ts';
import { go } from './languages/go.ts';

export const LANGUAGES: readonly Language[] = [c, go];
