/**
 * A question taken apart: which terms to look for and how much each weighs, what kind of question it is, and what the
 * person will accept as an answer. Knows words; not the index.
 */
import { stem } from '../text/stem.ts';
import { termsOf } from '../text/terms.ts';
import { forEachWord, isCjk, normalise } from '../text/words.ts';
import { shortFormsOf, shortFormsOfPhrases } from './abbreviations.ts';
import { CHINESE_TERMS } from './chinese-terms.ts';
import { kinOf } from './kin.ts';
import { WITHOUT_NONE, type Without } from './signals.ts';
import { STOP_WORDS } from './stop-words.ts';
import { type TranslatedTerm, type Translations, termsOfEnglish, translate } from './translate.ts';

/** `name` looks for one symbol; `behaviour` asks how or where something is done; `design` asks how things hang together. */
export type QuestionClass = 'name' | 'behaviour' | 'design';

export interface Question {
  readonly text: string;
  readonly class: QuestionClass;
  /** Index terms with weights, 0–1. */
  readonly terms: ReadonlyMap<string, number>;
  /** Terms as a person would read them: the question's own word, or its translation; '' for what is no word. */
  readonly shown: ReadonlyMap<string, string>;
  /** Identifiers as written, that a definition may bear: `APIRouter`, `parse_url`. */
  readonly names: readonly string[];
  /** Capitalised words within a sentence, which types may be called by: `Table`. */
  readonly likelyNames: readonly string[];
  /** Words as written, in lower case. */
  readonly words: ReadonlySet<string>;
  /** What the embedding reads: the question, and translations of its Chinese words. */
  readonly embedded: string;
  readonly wantsTests: boolean;
  readonly wantsExamples: boolean;
  readonly wantsDocs: boolean;
  readonly wantsConfig: boolean;
  /** Names an earlier version. */
  readonly wantsOlder: boolean;
  readonly wantsDeclarations: boolean;
}

const DESIGN =
  /\b(architecture|design|structure|structured|organi[sz]ed|overall|overview|lifecycle|life cycle|pipeline|flow|layers?|relationship|interact|fit together|high.level)\b|架构|设计|整体|流程|结构|生命周期|关系/i;
const TESTS = /\b(tests?|tested|testing|specs?|fixtures?|mock(s|ed|ing)?)\b|测试|单测/i;
const EXAMPLES = /\b(examples?|samples?|demos?|tutorials?)\b|示例|例子|演示/i;
const DOCS = /\b(docs?|documentation|readme|changelog|guide|licen[cs]e|contributing)\b|文档|说明书/i;
const CONFIG = /\b(config|configuration|settings?|options?|yaml|toml|json|ci|workflow)\b|配置|设置/i;

const OLDER = /\bv\d+\b|\b(legacy|older|deprecated|compat\w*|previous|migrat\w*)\b|旧版|兼容|迁移/i;
const DECLARATIONS = /\b(headers?|declarations?|declared|prototypes?|typings?|type definitions?|structs?)\b|头文件|声明/i;

/** The `s` of `the terminal's colours` is no word. */
const CONTRACTED = /(?<=[a-z])['’](?:s|t|d|m|ll|re|ve)\b/gi;

export function analyseQuestion(text: string, translations: Translations | undefined, without: Without = WITHOUT_NONE): Question {
  const normal = normalise(text.trim()).replace(CONTRACTED, '');
  const named = isName(normal);
  const words = wordsOf(normal);
  const translated = translate(
    normal,
    without.has('Chinese dictionary') ? {} : (translations ?? {}),
    without.has('Chinese terms') ? new Map() : CHINESE_TERMS,
  );
  const english = [...new Set(translated.flatMap((term) => term.english.filter(({ sure }) => sure).map(({ word }) => word)))];
  const { terms, shown } = named ? nameTerms(words) : sentenceTerms(normal, words, translated, without);
  return {
    text: normal,
    class: named ? 'name' : DESIGN.test(normal) ? 'design' : 'behaviour',
    terms,
    shown,
    names: named ? [lastName(normal)] : mentionedNames(normal),
    likelyNames: named || without.has('likely names') ? [] : capitalised(normal),
    words: new Set(words.map((word) => word.toLowerCase())),
    embedded: english.length > 0 ? `${normal} . ${english.join(' ')}` : normal,
    wantsTests: TESTS.test(normal),
    wantsExamples: EXAMPLES.test(normal),
    wantsDocs: DOCS.test(normal),
    wantsConfig: CONFIG.test(normal),
    wantsOlder: OLDER.test(normal),
    wantsDeclarations: DECLARATIONS.test(normal),
  };
}

function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  forEachWord(text, (word) => words.push(word));
  return words;
}

/** One word without spaces that is not a Chinese sentence: `Foo::bar`, `parseUrl`, `lib/url.c`. */
function isName(text: string): boolean {
  return text !== '' && !/\s/.test(text) && ![...text].some((char) => isCjk(char)) && /\w/.test(text);
}

/** What is defined in a qualified name: its last part. */
function lastName(text: string): string {
  return (
    text
      .replace(/\(.*\)?$/, '')
      .split(/::|[.#/\\]|->/)
      .filter(Boolean)
      .at(-1) ?? text
  );
}

/** Words in a sentence that are plainly identifiers: in backticks, camelCase, snake_case or with a call's parentheses. */
function mentionedNames(text: string): readonly string[] {
  const quoted = [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => lastName(name));
  const shaped = text.match(/\b(?:[a-z]+[A-Z]\w*|[A-Z][a-z0-9]+[A-Z]\w*|[A-Za-z]\w*_\w+|[A-Za-z_]\w*(?=\(\)))/g) ?? [];
  return [...new Set([...quoted, ...shaped])];
}

/** Capitalised words that do not begin a sentence. */
function capitalised(text: string): readonly string[] {
  return [...new Set(text.match(/(?<=[^\s.!?]\s+)[A-Z][a-z]{2,}\b/g) ?? [])];
}

/** Terms by weight, and the word that each came from. */
class TermList {
  readonly terms = new Map<string, number>();
  readonly shown = new Map<string, string>();

  keep(term: string, weight: number, word: string): void {
    this.terms.set(term, Math.max(weight, this.terms.get(term) ?? 0));
    if (!this.shown.has(term)) this.shown.set(term, word);
  }
}

function nameTerms(words: readonly string[]): TermList {
  const list = new TermList();
  for (const word of words) for (const term of termsOf(word)) list.keep(term, weightOf(term), isCjk(word) ? term : word);
  return list;
}

/** Weights of what a question does not say itself. */
const GLUED_WEIGHT = 0.5;
const KIN_WEIGHT = 0.3;
const SHORT_FORM_WEIGHT = 0.15;

function sentenceTerms(
  text: string,
  words: readonly string[],
  translated: readonly TranslatedTerm[],
  without: Without,
): TermList {
  const asked = words.filter((word) => !STOP_WORDS.has(word.toLowerCase()));
  const list = nameTerms(asked);
  for (const word of asked) {
    const lower = word.toLowerCase();
    if (!without.has('word kin')) for (const kin of kinOf(lower)) list.keep(kin, KIN_WEIGHT, word);
    if (!without.has('abbreviations')) for (const short of shortFormsOf(lower)) list.keep(short, SHORT_FORM_WEIGHT, word);
  }
  if (!without.has('abbreviations')) for (const short of shortFormsOfPhrases(text)) list.keep(short, SHORT_FORM_WEIGHT, short);
  for (const pair of pairs(words)) keepGlued(pair, list);
  keepTranslated(translated, list, without);
  for (const term of list.terms.keys()) if (joinsWords(term, translated)) list.shown.set(term, '');
  return list;
}

/** 法高 in 语法高亮: the end of one word and the beginning of the next. */
function joinsWords(pair: string, translated: readonly TranslatedTerm[]): boolean {
  if (pair.length !== 2 || !isCjk(pair)) return false;
  const some = (test: (term: string) => boolean) => translated.some(({ term }) => test(term));
  return (
    some((term) => term.endsWith(pair[0])) && some((term) => term.startsWith(pair[1])) && !some((term) => term.includes(pair))
  );
}

/** One ideograph alone says little: pairs carry the meaning. */
const weightOf = (term: string) => (term.length === 1 && isCjk(term) ? 0.15 : 1);

/** `url parse` may be written urlparse. A glued word is indexed by its stem, a compound by its whole. */
function keepGlued(glued: string, list: TermList): void {
  for (const term of [stem(glued), glued]) list.keep(term, GLUED_WEIGHT, glued);
}

const LONGEST_GLUED = 24;

/** Neighbouring words as one. */
function pairs(words: readonly string[]): readonly string[] {
  const plain = words.map((word) => (isCjk(word) || STOP_WORDS.has(word.toLowerCase()) ? '' : word.toLowerCase()));
  const glued: string[] = [];
  for (let i = 0; i + 1 < plain.length; i++) {
    if (plain[i] !== '' && plain[i + 1] !== '') glued.push(plain[i] + plain[i + 1]);
  }
  return glued.filter((word) => word.length <= LONGEST_GLUED);
}

/** A Chinese word has no endings: 校验 is validate and validation alike. At 0.6 worth 0.004 of the Chinese NDCG@10. */
const TRANSLATED_KIN_WEIGHT = 0.6;

function keepTranslated(translated: readonly TranslatedTerm[], list: TermList, without: Without): void {
  for (const { word, weight } of translated.flatMap(({ english }) => english)) {
    for (const term of termsOfEnglish(word)) list.keep(term, weight, word);
    if (!without.has('word kin')) for (const kin of kinOf(word)) list.keep(kin, TRANSLATED_KIN_WEIGHT * weight, word);
    if (!without.has('abbreviations')) for (const short of shortFormsOf(word)) list.keep(short, SHORT_FORM_WEIGHT * weight, word);
  }
  // 连接的池 is a connection pool too: words that are looked for nowhere do not keep neighbours apart.
  const usual = translated.flatMap(({ english: [first] }) => (first === undefined ? [] : [first.sure ? first.word : '']));
  for (const pair of pairs(usual)) keepGlued(pair, list);
}
