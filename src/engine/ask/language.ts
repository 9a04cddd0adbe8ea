/** In which language to speak: Chinese to a Chinese question, English to any other. It knows characters; no dictionary. */
import { isIdeograph } from '../text/words.ts';
import type { AnswerLanguage } from '../types.ts';

/** From this share of Chinese on, a text that quotes identifiers is Chinese; below it, an English one that quotes a label. */
const CHINESE_SHARE = 0.3;
const KANA = /[\u3041-\u30ff]/;
const FOREIGN_WORD = /[\p{L}\p{N}_$.]+/gu;

/** An ideograph counts once; a run of other letters, an identifier among them, counts twice: about a Chinese word each. */
export function languageOf(text: string): AnswerLanguage {
  if (KANA.test(text)) return 'en';
  let ideographs = 0;
  const others = Array.from(text, (char) => {
    const chinese = isIdeograph(char.charCodeAt(0));
    if (chinese) ideographs++;
    return chinese ? ' ' : char;
  }).join('');
  if (ideographs === 0) return 'en';
  const words = others.match(FOREIGN_WORD)?.length ?? 0;
  return ideographs / (ideographs + 2 * words) >= CHINESE_SHARE ? 'zh' : 'en';
}
