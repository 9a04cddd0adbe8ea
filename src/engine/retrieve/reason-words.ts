/** The words of reasons, in both languages. */
import type { Angle, AnswerLanguage } from '../types.ts';

export interface ReasonWords {
  defines(name: string): string;
  /** Words of the question that stand in the unit's name, and so on. */
  inName(words: string): string;
  inDocumentation(words: string): string;
  inText(words: string): string;
  inPath(words: string): string;
  /** `cosine` as it is shown. */
  similar(angle: Angle, cosine: string): string;
  called(places: number): string;
}

const ZH_ANGLES: Readonly<Record<Angle, string>> = { purpose: '用途', construction: '写法', place: '位置', company: '上下游' };

export const REASON_WORDS: Readonly<Record<AnswerLanguage, ReasonWords>> = {
  en: {
    defines: (name) => `defines \`${name}\``,
    inName: (words) => `name: ${words}`,
    inDocumentation: (words) => `documentation: ${words}`,
    inText: (words) => `text: ${words}`,
    inPath: (words) => `path: ${words}`,
    similar: (angle, cosine) => `similar ${angle} ${cosine}`,
    called: (places) => `called by name in ${places} places`,
  },
  zh: {
    defines: (name) => `定义了 \`${name}\``,
    inName: (words) => `名称：${words}`,
    inDocumentation: (words) => `文档：${words}`,
    inText: (words) => `正文：${words}`,
    inPath: (words) => `路径：${words}`,
    similar: (angle, cosine) => `${ZH_ANGLES[angle]}相似 ${cosine}`,
    called: (places) => `有 ${places} 处按名称调用`,
  },
};
