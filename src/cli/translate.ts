/** Errors in the user's language: the same translations that VS Code shows. */
import chinese from '../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import { isChinese } from './messages.ts';

export function translatorFor(env: Readonly<Record<string, string | undefined>>): (template: string) => string {
  const translations: Readonly<Record<string, string>> = isChinese(env) ? chinese : {};
  return (template) => translations[template] ?? template;
}
