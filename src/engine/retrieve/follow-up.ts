/**
 * Questions that lean on what was said before: "and where is it tested?", “那调用方呢？”. Knows words; not the index. A
 * question is widened by the words of those before it as far as it leans on them; one that stands by itself is left alone.
 */
import { stem } from '../text/stem.ts';
import { forEachWord, normalise, partsOf } from '../text/words.ts';
import type { Turn } from '../types.ts';
import type { Question } from './question.ts';

/** What was said before, as words to search by. */
export interface Earlier {
  /** Earlier questions, the last one first. */
  readonly questions: readonly string[];
  /** Names that the last answer put in code spans, those that the question before it speaks of first. */
  readonly names: readonly string[];
}

/** A conversation turns to other things: questions before the last three are forgotten. */
const MOST_QUESTIONS = 3;
const MOST_NAMES = 6;
/** A question counts this much less than the one after it. */
const FADING = 0.5;
/** Of the names in the last answer, against the words of the last question. */
const NAMES_SHARE = 0.6;

export function earlierOf(history: readonly Turn[]): Earlier {
  const questions = history
    .map(({ question }) => question)
    .slice(-MOST_QUESTIONS)
    .reverse();
  const last = history.at(-1);
  return { questions, names: last === undefined ? [] : byMention(namesIn(last.answer), last.question).slice(0, MOST_NAMES) };
}

/** `Curl_retry_request` is what a question about retrying a request was answered with; what it calls is told beside it. */
function byMention(names: readonly string[], question: string): readonly string[] {
  const words = termsOfText(question);
  const isMeant = (term: string) => words.some((word) => word === term || (term.length > 3 && word.startsWith(term)));
  // An answer begins with what it is about.
  const mentions = (name: string) => termsOfText(name).filter(isMeant).length + (name === names[0] ? 1 : 0);
  return [...names].sort((a, b) => mentions(b) - mentions(a));
}

function termsOfText(text: string): readonly string[] {
  const terms: string[] = [];
  forEachWord(normalise(text), (word) => terms.push(...partsOf(word).map(stem)));
  return [...new Set(terms)];
}

/** `Client.send`, `send()` and `lib/url.c` in code spans, less what is no name. */
function namesIn(answer: string): readonly string[] {
  const spans = [...answer.matchAll(/`([^`\n]{2,80})`/g)].map(([, span]) => span.replace(/\(.*\)$/, ''));
  const names = spans.filter((span) => /^[\p{L}_$][\p{L}\p{N}_$]*(?:(?:\.|::|->|#)[\p{L}\p{N}_$]+)*$/u.test(span));
  return [...new Set(names)];
}

/** Points back: a pronoun, or a beginning that goes on from something. */
const POINTS_BACK =
  /\b(?:it|its|this|that|these|those|they|them|their|there|same|former|latter|above|previous(?:ly)?|instead|otherwise)\b|它|这|那(?!么多)|其(?!他|它|中)|该|上面|上述|前面|刚才|同样|此/i;
const GOES_ON =
  /^(?:and|but|so|then|also|or|what about|how about|why(?: not)?|what if|what else|more|go on|continue|please (?:explain|elaborate)|elaborate|explain (?:more|that|it|this)|in (?:more )?detail)\b|^(?:那|还有|另外|为什么|为何|然后|所以|但|而|如果|再|继续|详细|举个?例)|呢[？?。!！]*$/i;
/** Words that ask without saying about what. */
const ASKING =
  /\b(?:and|but|so|then|also|or|what|how|who|whom|where|when|why|which|does|do|did|is|are|was|were|be|been|can|could|would|should|the|a|an|of|in|on|for|to|from|by|with|about|any|some|else|more|other|others|another|please|me|us|you|i|we|my|tell|show|give|explain|describe|detail|details|elaborate|example|examples|again|exactly|actually|really|just|code|function|functions|method|methods|class|file|files|call|calls|called|caller|callers|callee|callees|use|uses|used|user|users|using|usage|test|tests|tested|testing|define|defined|definition|implement|implemented|implementation|work|works|happen|happens|change|changed|changes|fail|fails|error|errors|handle|handled|mean|means|go|goes|come|comes|first|last|next|before|after|not|no|yes|ok|it|its|this|that|these|those|they|them|their|there|same)\b/gi;
const ASKING_ZH =
  /那么|那|这|它们|它|其|该|是|的|了|吗|呢|吧|啊|在|有|和|与|被|把|会|能|可以|什么|怎么样|怎么|怎样|如何|哪里|哪儿|哪些|哪个|为什么|为何|谁|请|再|还|也|又|就|都|一下|详细|解释|说明|举|个|例子|例|代码|函数|方法|类|文件|调用者|调用方|调用|使用|测试|定义|实现|如果|时候|时|后|前|上面|刚才|继续|做|到|里|中/g;

/** Words of content from which on a question that points back still says enough by itself. */
const ENOUGH = 4;

/** From here on a question is not understood without what was said before. */
export const LEANS = 0.3;

/** 0–1: how much a question leans on what was said before it. `names` are identifiers that it mentions. */
export function leaning(text: string, names: readonly string[]): number {
  const pointsBack = POINTS_BACK.test(text) || GOES_ON.test(text.trim());
  const content = contentOf(text);
  // What it is about is named: only a pronoun beside it can still mean something else.
  if (names.length > 0 && content > 0) return pointsBack ? 0.2 : 0;
  if (content === 0) return 0.9;
  if (!pointsBack) return content === 1 ? 0.25 : 0;
  return content >= ENOUGH ? 0.25 : 0.7 - 0.1 * content;
}

/** Words that say about what; two ideographs are about one. */
function contentOf(text: string): number {
  const latin = text.replace(ASKING, ' ').match(/[\p{Script=Latin}\p{N}_$]+/gu) ?? [];
  const ideographs = text.replace(ASKING_ZH, '').match(/\p{Script=Han}/gu) ?? [];
  return latin.length + Math.floor(ideographs.length / 2);
}

/** A question with what it leans on. */
export interface Widened {
  readonly question: Question;
  /** What the embedding reads beside the question, with the weight that it has against it; '' where the question stands by itself. */
  readonly beside: string;
  readonly weight: number;
}

/** `analyse` as for any question. */
export function widen(question: Question, earlier: Earlier, analyse: (text: string) => Question): Widened {
  const weight = earlier.questions.length === 0 ? 0 : leaning(question.text, named(question));
  if (weight === 0) return { question, beside: '', weight: 0 };
  const spoken = [earlier.names.join(' '), ...earlier.questions].map(analyse);
  const [names, ...questions] = spoken;
  const terms = new Map(question.terms);
  const shown = new Map(question.shown);
  const add = (from: Question, share: number) => {
    for (const [term, own] of from.terms) terms.set(term, Math.max(terms.get(term) ?? 0, own * share));
    for (const [term, word] of from.shown) if (!shown.has(term)) shown.set(term, word);
  };
  for (const [i, one] of questions.entries()) add(one, weight * FADING ** i);
  add(names, weight * NAMES_SHARE);
  const beside = [...questions.map(({ embedded }) => embedded), names.embedded].filter((text) => text !== '').join(' . ');
  // One word that asks for no name is a question about what was said.
  const asked = question.class === 'name' && contentOf(question.text) === 0 ? { class: questions[0].class, names: [] } : {};
  return { question: { ...question, ...asked, terms, shown }, beside, weight };
}

/** A single word is a name only if it could not be a question: `why?`. */
function named({ names, text, class: kind }: Question): readonly string[] {
  return kind === 'name' && contentOf(text) === 0 ? [] : names;
}
