/**
 * How many tokens a text will take, before any model has seen it. It knows no model's vocabulary: an estimate, meant to
 * be a little high, so that a budget is rather kept than broken.
 */
import { isIdeograph } from '../text/words.ts';

/**
 * Characters per token. Byte-pair vocabularies of present models take 3–4 characters of code per token (identifiers and
 * indentation pull either way) and 1–1.5 Chinese characters.
 */
const CODE_CHARS = 3.6;
const CJK_CHARS = 1.3;

export function estimateTokens(text: string): number {
  let cjk = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Everything from kana to full-width forms; ideographs of the rarer planes are two units, and two tokens or more.
    if (code >= 0x3000 && (isIdeograph(code) || code <= 0x30ff || (code >= 0xac00 && code <= 0xdfff) || code >= 0xff00)) cjk++;
  }
  return Math.ceil((text.length - cjk) / CODE_CHARS + cjk / CJK_CHARS);
}
