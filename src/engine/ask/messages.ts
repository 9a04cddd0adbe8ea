/**
 * Every fixed sentence of an answer, in both languages: one table, so that neither language lacks one. Names and paths
 * arrive ready to print. It decides nothing.
 */
import type { Angle, AnswerLanguage } from '../types.ts';

export interface Messages {
  // Why a chunk was chosen; shown beside the source, and to the model.
  readonly askedFor: string;
  readonly spokenOf: string;
  readonly matches: (why: string) => string;
  readonly calledBy: (symbol: string) => string;
  readonly calls: (symbol: string) => string;
  readonly typeUsed: (symbol: string) => string;
  readonly similar: (angle: Angle) => string;
  readonly outline: string;
  readonly sameText: (place: string) => string;
  readonly linesLeftOut: (lines: number) => string;

  // What the answer did not see.
  readonly dropped: (pieces: number, budget: number) => string;
  readonly shortened: (pieces: number) => string;
  readonly changed: (paths: string) => string;
  readonly gone: (paths: string) => string;
  readonly takenOut: (chunks: number) => string;
  readonly didNotFit: (chunks: number, limit: number) => string;
  readonly masked: (secrets: number) => string;
  readonly unresolved: (names: number, examples: string) => string;
  readonly citedNothing: string;
  readonly cutShort: (why: string) => string;

  // The question where none was asked, and what the model is told in the reader's language.
  readonly explainQuestion: string;
  readonly explainFolderQuestion: string;
  readonly answerInThisLanguage: string;
  /** To a question that is in another language. */
  readonly answerInThatLanguage: string;

  // The answer that is made without a model.
  readonly nothingFound: string;
  readonly closest: string;
  readonly otherMatches: string;
  readonly location: (path: string, startLine: number, endLine: number) => string;
  readonly why: string;
  readonly callsLabel: string;
  readonly calledByLabel: string;
  readonly basesLabel: string;
  readonly keyLines: string;
  readonly relatedCode: string;
  readonly members: string;
  readonly files: string;
  readonly more: (count: string) => string;
  readonly nobodyCalls: string;
  readonly noModel: string;

  // Around the answer, as the command line prints it.
  readonly sources: string;
  readonly unverified: string;
  readonly notSeen: string;
}

const en: Messages = {
  askedFor: 'asked for',
  spokenOf: 'spoken of before',
  matches: (why) => (why === '' ? 'matches the question' : `matches the question: ${why}`),
  calledBy: (symbol) => `called by ${symbol}`,
  calls: (symbol) => `calls ${symbol}`,
  typeUsed: (symbol) => `type used by ${symbol}`,
  similar: (angle) => `similar ${angle}`,
  outline: 'outline of file',
  sameText: (place) => `the same text stands at ${place}`,
  linesLeftOut: (lines) => `⋯ ${lines} ${lines === 1 ? 'line' : 'lines'} left out ⋯`,

  dropped: (pieces, budget) =>
    `${pieces} more related ${pieces === 1 ? 'piece' : 'pieces'} of code did not fit the budget of ${budget} tokens.`,
  shortened: (pieces) => `${pieces} ${pieces === 1 ? 'source was' : 'sources were'} shortened to fit the budget.`,
  changed: (paths) => `Changed since the index was made, so what is new there was not searched: ${paths}.`,
  gone: (paths) => `In the index, but not readable any more: ${paths}.`,
  takenOut: (chunks) => `${chunks} ${chunks === 1 ? 'source was' : 'sources were'} taken out by hand before sending.`,
  didNotFit: (chunks, limit) =>
    `${chunks} ${chunks === 1 ? 'source was' : 'sources were'} left out because the model takes no more than ${limit} tokens.`,
  masked: (secrets) => `${secrets} likely ${secrets === 1 ? 'secret was' : 'secrets were'} masked in the sources.`,
  unresolved: (names, examples) =>
    `${names} ${names === 1 ? 'name' : 'names'} called in the code shown could not be followed: outside this index, or decided at run time (${examples}).`,
  citedNothing: 'The model cited none of its sources, so nothing in its answer could be checked.',
  cutShort: (why) => `The answer is not whole: ${why}`,

  explainQuestion:
    'What is this code for in a system of this kind, how does it work, who uses it, and what here is similar to it and how does it differ?',
  explainFolderQuestion:
    'What is this part for in a system of this kind, what are its main pieces, and how do they work together?',
  answerInThisLanguage: 'Answer in the language of the question.',
  answerInThatLanguage: 'Answer in English, whatever the language of the question.',

  nothingFound: 'Nothing in the index matches this question.',
  closest: 'Closest match',
  otherMatches: 'Further matches',
  location: (path, startLine, endLine) =>
    startLine === endLine ? `${path}, line ${startLine}` : `${path}, lines ${startLine}–${endLine}`,
  why: 'Why',
  callsLabel: 'Calls',
  calledByLabel: 'Called by',
  basesLabel: 'Extends',
  keyLines: 'Key lines',
  relatedCode: 'Related code',
  members: 'Contains',
  files: 'Files, the most used first',
  more: (count) => `${count} more`,
  nobodyCalls: 'nobody found in the index',
  noModel:
    'No language model is set, so this answer is put together from the index alone; to have it written in prose, set `PARALLAX_BASE_URL`, `PARALLAX_MODEL` and the key in `PARALLAX_API_KEY` or on a file descriptor with `--api-key-fd N`.',

  sources: 'Sources',
  unverified: 'Unverified: no source given to the model supports this',
  notSeen: 'Not seen',
};

const ANGLES_ZH: Readonly<Record<Angle, string>> = {
  purpose: '用途相似',
  construction: '写法相似',
  place: '位置相近',
  company: '协作者相似',
};

const zh: Messages = {
  askedFor: '所问的代码',
  spokenOf: '前文提到',
  matches: (why) => (why === '' ? '与问题匹配' : `与问题匹配：${why}`),
  calledBy: (symbol) => `被 ${symbol} 调用`,
  calls: (symbol) => `调用 ${symbol}`,
  typeUsed: (symbol) => `${symbol} 使用的类型`,
  similar: (angle) => ANGLES_ZH[angle],
  outline: '文件大纲',
  sameText: (place) => `${place} 处有相同的代码`,
  linesLeftOut: (lines) => `⋯ 省略 ${lines} 行 ⋯`,

  dropped: (pieces, budget) => `另有 ${pieces} 段相关代码超出 ${budget} 个 token 的预算，未列入。`,
  shortened: (pieces) => `有 ${pieces} 处来源为了不超出预算而被截短。`,
  changed: (paths) => `建立索引之后有改动，其中的新内容未被搜索：${paths}。`,
  gone: (paths) => `索引中有，但现在已无法读取：${paths}。`,
  takenOut: (chunks) => `有 ${chunks} 处来源在发送前被手动移除。`,
  didNotFit: (chunks, limit) => `模型最多接受 ${limit} 个 token，因此省略了 ${chunks} 处来源。`,
  masked: (secrets) => `来源中有 ${secrets} 处疑似密钥已被遮盖。`,
  unresolved: (names, examples) => `所示代码调用的 ${names} 个名称无法追踪：目标在索引之外，或在运行时才确定（${examples}）。`,
  citedNothing: '模型没有引用任何来源，因此其回答无法核对。',
  cutShort: (why) => `回答不完整：${why}`,

  explainQuestion: '在这类系统中，这段代码是做什么用的？它如何工作，谁在使用它，这里有哪些相似的代码，又有何不同？',
  explainFolderQuestion: '在这类系统中，这一部分是做什么用的？主要由哪些部分组成，它们如何协作？',
  answerInThisLanguage: '请用中文回答，标识符保持原样。',
  answerInThatLanguage: '无论问题使用何种语言，请用中文回答，标识符保持原样。',

  nothingFound: '索引中没有与此问题匹配的内容。',
  closest: '最接近的匹配',
  otherMatches: '其他匹配',
  location: (path, startLine, endLine) =>
    startLine === endLine ? `${path} 第 ${startLine} 行` : `${path} 第 ${startLine}–${endLine} 行`,
  why: '理由',
  callsLabel: '调用',
  calledByLabel: '被调用于',
  basesLabel: '继承',
  keyLines: '关键行',
  relatedCode: '相关代码',
  members: '包含',
  files: '文件（最常被使用的在前）',
  more: (count) => `另有 ${count} 个`,
  nobodyCalls: '索引中未发现调用者',
  noModel:
    '尚未设置语言模型，以上回答仅由索引整理而成；若要得到成文的解答，请设置 `PARALLAX_BASE_URL`、`PARALLAX_MODEL`，密钥放在 `PARALLAX_API_KEY` 中，或用 `--api-key-fd N` 经文件描述符传入。',

  sources: '来源',
  unverified: '未经证实：提供给模型的来源不支持以下内容',
  notSeen: '未看到的内容',
};

export const MESSAGES: Readonly<Record<AnswerLanguage, Messages>> = { en, zh };
