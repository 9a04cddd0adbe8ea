/** One question and what came of it. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { Component } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { AnswerText } from './answer-text.tsx';
import { Composer } from './composer.tsx';
import { usePage } from './context.ts';
import { CopyButton } from './copy-button.tsx';
import { FoundList } from './found-list.tsx';
import type { Exchange, ExchangeState, ShownAnswer, SlashCommand, Status } from './messages.ts';
import { ReviewPanel } from './review-panel.tsx';
import { Sources } from './sources.tsx';
import { isRunning } from './state.ts';
import type { Words } from './strings.ts';
import { WAY_WORDS } from './ways.ts';

export interface ExchangeViewProps {
  readonly exchange: Exchange;
  readonly status: Status;
  readonly commands: readonly SlashCommand[];
}

const NONE: readonly string[] = [];

/** Is rendered again only when something of it has changed: answers grow many times a second, beside others that do not. */
export class ExchangeView extends Component<ExchangeViewProps> {
  override shouldComponentUpdate(next: ExchangeViewProps): boolean {
    return next.exchange !== this.props.exchange || (isRunning(next.exchange) && next.status !== this.props.status);
  }

  override render() {
    return <Shown {...this.props} />;
  }
}

function Shown({ exchange, status, commands }: ExchangeViewProps) {
  const { t, tell } = usePage();
  const [isEditing, setEditing] = useState(false);
  const { id, state } = exchange;
  const look = () => tell({ type: 'view', id });
  return (
    <article class="exchange" aria-label={exchange.input} data-id={id} onFocusIn={look} onPointerDown={look}>
      {isEditing ? (
        <EditedQuestion exchange={exchange} commands={commands} onEnd={() => setEditing(false)} />
      ) : (
        <Question exchange={exchange} />
      )}
      <div class="reply" data-state={state.kind}>
        <Body exchange={exchange} status={status} />
        {!isRunning(exchange) && <Actions exchange={exchange} onEdit={() => setEditing(true)} />}
        {state.kind === 'stopped' && <span class="dim">{t('answerStopped')}</span>}
      </div>
    </article>
  );
}

function Question({ exchange: { input, attached } }: Pick<ExchangeViewProps, 'exchange'>) {
  const { t } = usePage();
  return (
    <header class="question">
      <p class="question-text">{input}</p>
      {attached.length > 0 && (
        <ul class="attachments" aria-label={t('attached')}>
          {attached.map(({ label, target }) => (
            <li key={target} class="attachment" title={target}>
              {label}
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

interface EditedQuestionProps extends Pick<ExchangeViewProps, 'exchange' | 'commands'> {
  readonly onEnd: () => void;
}

function EditedQuestion({ exchange: { id, input, attached }, commands, onEnd }: EditedQuestionProps) {
  const { t, tell, focusInput } = usePage();
  const initial = useMemo(() => ({ text: input, attached }), [input, attached]);
  return (
    <Composer
      initial={initial}
      commands={commands}
      label={t('editTitle')}
      sendLabel={t('resend')}
      focus={1}
      onSend={(draft) => {
        onEnd();
        focusInput();
        tell({ type: 'resend', id, draft });
      }}
      onCancel={onEnd}
    />
  );
}

function Body({ exchange: { id, state }, status }: Pick<ExchangeViewProps, 'exchange' | 'status'>) {
  const { t, tell } = usePage();
  switch (state.kind) {
    case 'preparing':
      return <Waiting words={preparing(state, status, t)} />;
    case 'reviewing':
      return <ReviewPanel id={id} review={state.review} />;
    case 'answering':
    case 'answered':
      return <Answer id={id} state={state} />;
    case 'found':
      return <FoundList id={id} hits={state.hits} />;
    case 'failed':
      return (
        <div class="trouble" role="alert">
          <p>{state.message}</p>
          {state.ways.map((way) => (
            <button key={way} type="button" onClick={() => tell({ type: 'run', command: way })}>
              {t(WAY_WORDS[way])}
            </button>
          ))}
        </div>
      );
    case 'stopped':
      return null;
  }
}

function preparing({ step }: Extract<ExchangeState, { readonly kind: 'preparing' }>, { percent }: Status, t: Words): string {
  return step === 'searching' ? t('searching') : t('waitsForIndex', percent === undefined ? '' : `${percent}%`);
}

function Waiting({ words }: { readonly words: string }) {
  return (
    <p class="waiting">
      <span class="pulse" aria-hidden="true" />
      {words}
    </p>
  );
}

interface AnswerProps {
  readonly id: string;
  readonly state: Extract<ExchangeState, { readonly kind: 'answering' | 'answered' }>;
}

/** Its text stays the same element when it is complete: nothing jumps. */
function Answer({ id, state }: AnswerProps) {
  const { t } = usePage();
  const isGrowing = state.kind === 'answering';
  const { text, sources } = isGrowing ? state : state.answer;
  const unverified = isGrowing ? NONE : state.answer.unverified;
  return (
    <>
      <AnswerText id={id} text={text} sources={sources} unverified={unverified} isGrowing={isGrowing} />
      {isGrowing ? (
        <Waiting words={text === '' ? t('waitsForModel', state.model) : t('answering')} />
      ) : (
        <Apparatus id={id} answer={state.answer} />
      )}
    </>
  );
}

function Apparatus({ id, answer }: { readonly id: string; readonly answer: ShownAnswer }) {
  const { t } = usePage();
  const { sources, unverified, notSeen, model, tokens, cutShort } = answer;
  return (
    <>
      {cutShort !== undefined && (
        <p class="cut-short" role="note">
          {cutShort === '' ? t('answerStopped') : t('cutShort', cutShort)}
        </p>
      )}
      <Sources id={id} sources={sources} model={model} />
      <Notes title={t('unverifiedTitle')} notes={unverified} />
      <Notes title={t('notSeen')} notes={notSeen} />
      <p class="dim made-by">{model === 'none' ? t('fromIndex') : writtenBy(model, tokens, t)}</p>
    </>
  );
}

/** Tokens are not known of an answer that a closing window has cut off. */
function writtenBy(model: string, { prompt, completion }: ShownAnswer['tokens'], t: Words): string {
  if (prompt === 0) return model;
  return t('writtenBy', model, prompt.toLocaleString(), completion.toLocaleString());
}

function Notes({ title, notes }: { readonly title: string; readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <details class="notes">
      <summary>
        {title} ({notes.length})
      </summary>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </details>
  );
}

interface ActionsProps extends Pick<ExchangeViewProps, 'exchange'> {
  readonly onEdit: () => void;
}

function Actions({ exchange: { id, state }, onEdit }: ActionsProps) {
  const { t, tell } = usePage();
  return (
    <div class="actions">
      <button type="button" class="quiet" onClick={() => tell({ type: 'retry', id })}>
        {t('retry')}
      </button>
      <button type="button" class="quiet" title={t('editTitle')} onClick={onEdit}>
        {t('edit')}
      </button>
      {state.kind === 'answered' && (
        <>
          <CopyButton class="quiet" label={t('copyAnswer')} onCopy={() => tell({ type: 'copy', what: 'answer', id })} />
          <CopyButton class="quiet" label={t('copyPrompt')} onCopy={() => tell({ type: 'copy', what: 'prompt', id })} />
        </>
      )}
    </div>
  );
}
