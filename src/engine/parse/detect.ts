/** Which language a file is in, by name, shebang and content. It knows the tables, not the grammars. */
import type { Language } from './language.ts';
import { LANGUAGES } from './languages.ts';
import { TEXT_LANGUAGES } from './texts.ts';

/** Enough of a file to tell the languages of one extension apart. */
const HEAD = 20_000;

/** The language whose grammar reads this file, or undefined where it is read as text. */
export function languageOf(path: string, text: string): Language | undefined {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const named = LANGUAGES.find(({ filenames }) => filenames?.includes(file));
  if (named) return named;
  const extension = extensionOf(file);
  return extension === '' ? byShebang(text) : byExtension(extension, text);
}

/** True for the ids that files of an index can have: 'typescript', 'c', 'yaml', 'text', … */
export function isLanguage(id: string): boolean {
  return TEXT_LANGUAGES.has(id) || LANGUAGES.some((language) => language.id === id);
}

/** Lower case, with the dot; '' when there is none. */
export function extensionOf(file: string): string {
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(dot).toLowerCase() : '';
}

function byExtension(extension: string, text: string): Language | undefined {
  const candidates = LANGUAGES.filter(({ extensions }) => extensions.includes(extension));
  if (candidates.length < 2) return candidates[0];
  const head = text.slice(0, HEAD);
  return candidates.find(({ contents }) => contents?.test(head)) ?? candidates.find(({ contents }) => !contents);
}

function byShebang(text: string): Language | undefined {
  const line = /^\ufeff?#!\s*(\S+)([^\n]*)/.exec(text);
  if (!line) return undefined;
  const words = [line[1].slice(line[1].lastIndexOf('/') + 1), ...line[2].trim().split(/\s+/)];
  const interpreter = words[0] === 'env' ? words.slice(1).find((word) => !word.startsWith('-') && !word.includes('=')) : words[0];
  const name = interpreter?.replace(/[\d.]+$/, '') ?? '';
  return LANGUAGES.find(({ shebangs }) => shebangs?.includes(name));
}
