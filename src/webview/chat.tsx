/** The whole page: the conversation, what to do where there is none yet, and the input. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Composer } from './composer.tsx';
import { PageContext } from './context.ts';
import { ExchangeView } from './exchange.tsx';
import type { Exchange, PageMessage } from './messages.ts';
import { ModelLine } from './model-line.tsx';
import { Pinned } from './pinned.tsx';
import { isRunning, type PageState } from './state.ts';
import { type Words, wordsFrom } from './strings.ts';
import { Welcome } from './welcome.tsx';

export interface ChatProps {
  readonly state: PageState;
  readonly tell: (message: PageMessage) => void;
  /** Kept while the page is gone. */
  readonly scroll: { load(id: string): number | undefined; save(id: string, top: number): void };
}

/** From this near to the end, the end is what the user looks at. */
const NEAR_END_PX = 40;
const DRAFT_PAUSE_MS = 400;

export function Chat({ state, tell, scroll }: ChatProps) {
  const { strings, conversation, status, commands, draft, suggestions, focus } = state;
  const t = useMemo(() => wordsFrom(strings), [strings]);
  const [said, announce] = useState('');
  const [focusWishes, setFocusWishes] = useState(0);
  const focusInput = useCallback(() => setFocusWishes((before) => before + 1), []);
  const page = useMemo(() => ({ t, tell, announce, focusInput, suggestions }), [t, tell, focusInput, suggestions]);
  const list = useFollowedScroll(conversation.id, conversation.exchanges, scroll);
  const running = conversation.exchanges.find(isRunning);
  useAnnouncements(conversation.exchanges, t, announce);
  useEffect(() => {
    // The view got the focus, and nothing in it has: typing should go somewhere.
    const onFocus = () => document.activeElement === document.body && focusInput();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  const keepDraft = usePaused((kept: typeof draft) => tell({ type: 'draft', draft: kept }), DRAFT_PAUSE_MS);

  return (
    <PageContext.Provider value={page}>
      <main class="conversation" aria-label={t('conversation')} ref={list}>
        <Welcome status={status} isEmpty={conversation.exchanges.length === 0} />
        {conversation.exchanges.map((exchange) => (
          <ExchangeView key={exchange.id} exchange={exchange} status={status} commands={commands} />
        ))}
      </main>
      <footer>
        <Pinned pinned={conversation.pinned} />
        <Composer
          initial={draft}
          commands={commands}
          label={t('askLabel')}
          sendLabel={t('send')}
          placeholder={t(conversation.exchanges.length === 0 ? 'askPlaceholder' : 'followPlaceholder')}
          onSend={(sent) => {
            keepDraft.cancel();
            tell({ type: 'ask', draft: sent });
          }}
          stop={running && (() => tell({ type: 'stop', id: running.id }))}
          onDraft={keepDraft}
          recalled={conversation.exchanges.at(-1)?.input}
          focus={focus + focusWishes}
        >
          <ModelLine model={status.model} />
        </Composer>
      </footer>
      <div class="spoken" role="status" aria-live="polite">
        {said}
      </div>
    </PageContext.Provider>
  );
}

/** Stays at the end while an answer grows, unless the user has scrolled away; comes back where it was. */
function useFollowedScroll(id: string, exchanges: readonly Exchange[], scroll: ChatProps['scroll']) {
  const list = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const isGrowing = useRef(false);
  const count = exchanges.length;
  useLayoutEffect(() => {
    const element = list.current as HTMLElement;
    const kept = scroll.load(id);
    if (kept === undefined) toEnd(element);
    else element.scrollTop = kept;
    isAtEnd.current = kept === undefined || isNearEnd(element);
    const onScroll = () => {
      isAtEnd.current = isNearEnd(element);
      scroll.save(id, element.scrollTop);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [id]);
  const last = exchanges.at(-1);
  const before = useRef(last?.state.kind);
  useLayoutEffect(() => {
    const came = before.current;
    before.current = last?.state.kind;
    if (last === undefined) return;
    isGrowing.current = last.state.kind === 'preparing' || last.state.kind === 'answering';
    // A new question is where the user wants to be; what comes whole is read from its beginning.
    if (last.state.kind === 'preparing') isAtEnd.current = true;
    if (came === 'preparing' && !isGrowing.current) list.current?.lastElementChild?.scrollIntoView({ block: 'start' });
    if (came === 'answering' && isAtEnd.current) requestAnimationFrame(() => toEnd(list.current));
  }, [last?.id, last?.state.kind]);
  useEffect(() => {
    const element = list.current as HTMLElement;
    const follow = () => isGrowing.current && isAtEnd.current && toEnd(element);
    const observer = new ResizeObserver(follow);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [id, count]);
  return list;
}

function toEnd(element: HTMLElement | null): void {
  element?.scrollTo({ top: element.scrollHeight });
}

function isNearEnd({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
}

/** The start and the end of an answer are spoken, its words are not. */
function useAnnouncements(exchanges: readonly Exchange[], t: Words, announce: (words: string) => void): void {
  const last = exchanges.at(-1);
  const before = useRef<string>(undefined);
  const key = last && `${last.id} ${last.state.kind}`;
  useEffect(() => {
    const wasThere = before.current?.startsWith(last?.id ?? ' ') === true;
    before.current = key;
    if (last === undefined) return;
    const { state } = last;
    if (state.kind === 'preparing' || state.kind === 'answering') announce(t('answering'));
    else if (!wasThere) return;
    else if (state.kind === 'answered')
      announce(t('answerDone', state.answer.sources.filter(({ cited }) => cited).length || state.answer.sources.length));
    else if (state.kind === 'found') announce(t('foundCount', state.hits.length));
    else if (state.kind === 'stopped') announce(t('answerStopped'));
  }, [key]);
}

/** Calls only after a pause in the calls. */
function usePaused<A>(act: (argument: A) => void, pause: number): ((argument: A) => void) & { cancel(): void } {
  const timer = useRef(0);
  const cancel = () => clearTimeout(timer.current);
  const later = (argument: A) => {
    cancel();
    timer.current = window.setTimeout(() => act(argument), pause);
  };
  return Object.assign(later, { cancel });
}
