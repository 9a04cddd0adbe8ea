/** What every component needs: the words, and a way to tell the host. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageMessage, Suggestion } from './messages.ts';
import type { Words } from './strings.ts';

export interface Page {
  readonly t: Words;
  readonly tell: (message: PageMessage) => void;
  /** Says it to those who listen instead of looking. */
  readonly announce: (words: string) => void;
  /** The input gets the focus: what had it is gone. */
  readonly focusInput: () => void;
  /** What the host last proposed to attach. */
  readonly suggestions: { readonly query: string; readonly items: readonly Suggestion[] } | undefined;
}

export const PageContext = createContext<Page | undefined>(undefined);

export function usePage(): Page {
  return useContext(PageContext) as Page;
}
