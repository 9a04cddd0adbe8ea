/**
 * A question taken apart: which terms to look for and how much each weighs, what kind of question it is, and what the
 * person will accept as an answer. Knows words; not the index.
 */
import { stem } from '../text/stem.ts';
import { termsOf } from '../text/terms.ts';
import { forEachWord, isCjk, normalise, partsOf } from '../text/words.ts';

/** `name` looks for one symbol; `behaviour` asks how or where something is done; `design` asks how things hang together. */
export type QuestionClass = 'name' | 'behaviour' | 'design';

export interface Question {
  readonly text: string;
  readonly class: QuestionClass;
  /** Index terms with weights, 0–1. */
  readonly terms: ReadonlyMap<string, number>;
  /** Terms as a person would read them: the question's own word, or its translation. */
  readonly shown: ReadonlyMap<string, string>;
  /** Identifiers as written, that a definition may bear: `APIRouter`, `parse_url`. */
  readonly names: readonly string[];
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

/** Chinese 2–3-grams to English words with probabilities, best first. */
export type Translations = Readonly<Record<string, readonly (readonly [string, number])[]>>;

const STOP_WORDS = new Set(
  (
    'how the a an of and or to in for is are was be been on with by from as it its that this these those does do did done what where ' +
    'when which who why at into via between through each used using use work works can could should would will may might has have had ' +
    'there their them they we you i my our your me if then than so not no any all some one also get gets got whether such about'
  ).split(' '),
);

const DESIGN =
  /\b(architecture|design|structure|structured|organi[sz]ed|overall|overview|lifecycle|life cycle|pipeline|flow|layers?|relationship|interact|fit together|high.level)\b|架构|设计|整体|流程|结构|生命周期|关系/i;
const TESTS = /\b(tests?|tested|testing|specs?|fixtures?|mock(s|ed|ing)?)\b|测试|单测/i;
const EXAMPLES = /\b(examples?|samples?|demos?|tutorials?)\b|示例|例子|演示/i;
const DOCS = /\b(docs?|documentation|readme|changelog|guide|licen[cs]e|contributing)\b|文档|说明书/i;
const CONFIG = /\b(config|configuration|settings?|options?|yaml|toml|json|ci|workflow)\b|配置|设置/i;

const OLDER = /\bv\d+\b|\b(legacy|older|deprecated|compat\w*|previous|migrat\w*)\b|旧版|兼容|迁移/i;
const DECLARATIONS = /\b(headers?|declarations?|declared|prototypes?|typings?|type definitions?|structs?)\b|头文件|声明/i;

export function analyseQuestion(text: string, translations: Translations | undefined): Question {
  const normal = normalise(text.trim());
  const named = isName(normal);
  const own = ownTerms(normal, named);
  const translated = translate(normal, translations ?? {});
  return {
    text: normal,
    class: named ? 'name' : DESIGN.test(normal) ? 'design' : 'behaviour',
    terms: withTranslations(own.terms, translated.terms),
    shown: new Map([...translated.shown, ...own.shown]),
    names: named ? [lastName(normal)] : mentionedNames(normal),
    embedded: translated.words.length > 0 ? `${normal} . ${translated.words.join(' ')}` : normal,
    wantsTests: TESTS.test(normal),
    wantsExamples: EXAMPLES.test(normal),
    wantsDocs: DOCS.test(normal),
    wantsConfig: CONFIG.test(normal),
    wantsOlder: OLDER.test(normal),
    wantsDeclarations: DECLARATIONS.test(normal),
  };
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

/** Terms by weight, and the word that each came from. */
class TermList {
  readonly terms = new Map<string, number>();
  readonly shown = new Map<string, string>();

  keep(term: string, weight: number, word: string): void {
    this.terms.set(term, Math.max(weight, this.terms.get(term) ?? 0));
    if (!this.shown.has(term)) this.shown.set(term, word);
  }
}

function ownTerms(text: string, named: boolean): TermList {
  const list = new TermList();
  forEachWord(text, (word) => {
    if (!named && STOP_WORDS.has(word.toLowerCase())) return;
    for (const term of termsOf(word)) list.keep(term, weightOf(term), isCjk(word) ? term : word);
  });
  if (named) return list;
  // A glued word is indexed by its stem, a compound by its whole.
  for (const glued of neighbours(text)) for (const term of [stem(glued), glued]) list.keep(term, GLUED_WEIGHT, glued);
  return list;
}

/** One ideograph alone says little: pairs carry the meaning. */
const weightOf = (term: string) => (term.length === 1 && isCjk(term) ? 0.15 : 1);

/** `url parse` may be written urlparse. */
const GLUED_WEIGHT = 0.5;

function neighbours(text: string): readonly string[] {
  const words: string[] = [];
  forEachWord(text, (word) => words.push(word.toLowerCase()));
  const glued: string[] = [];
  for (let i = 0; i + 1 < words.length; i++) {
    const [a, b] = [words[i], words[i + 1]];
    if (!STOP_WORDS.has(a) && !STOP_WORDS.has(b) && !isCjk(a) && !isCjk(b) && a.length + b.length <= 24) glued.push(a + b);
  }
  return glued;
}

/** Translations below this probability are noise from the table's alignment. */
const LEAST_PROBABLE = 0.08;
/** From here on a translation is sure enough to be read by the embedding as well. */
const SURE = 0.25;

interface Translated extends Pick<TermList, 'terms' | 'shown'> {
  readonly words: readonly string[];
}

function translate(text: string, translations: Translations): Translated {
  const list = new TermList();
  const words = new Set<string>();
  forEachWord(text, (run) => {
    if (!isCjk(run)) return;
    for (const [word, probability] of gramsOf(run).flatMap((gram) => (translations[gram] ?? []).slice(0, 4))) {
      if (probability < LEAST_PROBABLE || STOP_WORDS.has(word) || word.length < 2) continue;
      for (const part of partsOf(word)) list.keep(stem(part), Math.sqrt(probability), word);
      if (probability >= SURE) words.add(word);
    }
  });
  return { terms: list.terms, shown: list.shown, words: [...words] };
}

function gramsOf(run: string): readonly string[] {
  const grams: string[] = [];
  for (const size of [3, 2]) for (let i = 0; i + size <= run.length; i++) grams.push(run.slice(i, i + size));
  return grams;
}

function withTranslations(own: Map<string, number>, translated: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  for (const [term, weight] of translated) own.set(term, Math.max(weight, own.get(term) ?? 0));
  return own;
}
