/** Where a question is typed: Enter sends, `#` attaches code, `/` at the beginning shows commands. */
/** @jsxRuntime automatic @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePage } from './context.ts';
import type { Attachment, Draft, SlashCommand, Suggestion } from './messages.ts';
import { type Option, Options } from './options.tsx';
import { replaced, type Typing, typingAt } from './typing.ts';

export interface ComposerProps {
  /** Taken anew whenever another object comes. */
  readonly initial: Draft;
  readonly commands: readonly SlashCommand[];
  readonly label: string;
  readonly sendLabel: string;
  readonly placeholder?: string;
  readonly onSend: (draft: Draft) => void;
  readonly onCancel?: () => void;
  /** In the place of the send button, while an answer is under way. */
  readonly stop?: () => void;
  readonly onDraft?: (draft: Draft) => void;
  /** The input takes the focus whenever this grows; 0 leaves it where it is. */
  readonly focus: number;
  /** What the arrow up brings back into an empty input. */
  readonly recalled?: string;
  readonly children?: ComponentChildren;
}

export function Composer(props: ComposerProps) {
  const { t, tell } = usePage();
  const { initial, commands, onSend, onCancel, stop, onDraft, focus } = props;
  const [text, setText] = useState(initial.text);
  const [attached, setAttached] = useState<readonly Attachment[]>(initial.attached);
  const [typing, setTyping] = useState<Typing | undefined>();
  const [active, setActive] = useState(0);
  const listbox = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number>(undefined);
  const suggestions = useSuggestions(typing);

  useEffect(() => {
    setText(initial.text);
    setAttached(initial.attached);
  }, [initial]);
  useEffect(() => onDraft?.({ text, attached: [...attached] }), [text, attached]);
  useEffect(() => {
    if (focus > 0) area.current?.focus();
  }, [focus]);
  useLayoutEffect(() => fit(area.current as HTMLTextAreaElement, caret), [text, props.placeholder]);

  const options: readonly Option[] =
    typing === undefined ? [] : typing.kind === 'command' ? commandOptions(commands, typing.query) : suggestions.map(optionOf);
  const look = () => {
    const now = typingAt(area.current?.value ?? '', area.current?.selectionStart ?? 0);
    setTyping(now);
    setActive(0);
    if (now?.kind === 'attachment') tell({ type: 'suggest', query: now.query });
  };
  const choose = (option: Option) => {
    if (typing === undefined) return;
    const next = replaced(text, typing, typing.kind === 'command' ? `${option.label} ` : '');
    caret.current = next.caret;
    setText(next.text);
    const chosen = suggestions.find(({ attachment }) => attachment.target === option.id)?.attachment;
    if (typing.kind === 'attachment' && chosen) setAttached([...attached.filter((one) => one.target !== chosen.target), chosen]);
    setTyping(undefined);
    area.current?.focus();
  };
  const send = () => {
    if ((text.trim() === '' && attached.length === 0) || stop !== undefined) return;
    onSend({ text: text.trim(), attached: [...attached] });
    if (onCancel !== undefined) return;
    setText('');
    setAttached([]);
    setTyping(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return; // Enter chooses a Chinese word.
    const key = options.length > 0 ? optionKey(event.key) : undefined;
    if (key === 'next') setActive((active + 1) % options.length);
    else if (key === 'previous') setActive((active + options.length - 1) % options.length);
    else if (key === 'choose') choose(options[active]);
    else if (event.key === 'Escape' && typing !== undefined) setTyping(undefined);
    else if (event.key === 'Escape') (stop ?? onCancel)?.();
    else if (event.key === 'ArrowUp' && text === '' && props.recalled !== undefined) setText(props.recalled);
    else if (event.key === 'Enter' && !event.shiftKey) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Attachments attached={attached} onRemove={(target) => setAttached(attached.filter((one) => one.target !== target))} />
      {typing !== undefined && <Options id={listbox} options={options} active={active} onChoose={choose} />}
      <textarea
        ref={area}
        rows={1}
        value={text}
        aria-label={props.label}
        placeholder={props.placeholder}
        aria-controls={typing === undefined ? undefined : listbox}
        aria-autocomplete="list"
        aria-activedescendant={options.length > 0 ? `${listbox}-${active}` : undefined}
        onInput={(event) => {
          setText(event.currentTarget.value);
          look();
        }}
        onClick={look}
        onBlur={() => setTyping(undefined)}
        onKeyDown={onKeyDown}
      />
      <div class="composer-bar">
        {props.children}
        <button
          type="button"
          class="quiet"
          title={t('attach')}
          aria-label={t('attach')}
          onClick={() => {
            const space = text === '' || /\s$/.test(text) ? '' : ' ';
            setText(`${text}${space}#`);
            area.current?.focus();
            requestAnimationFrame(look);
          }}
        >
          #
        </button>
        {onCancel !== undefined && (
          <button type="button" class="secondary" onClick={onCancel}>
            {t('cancel')}
          </button>
        )}
        {stop === undefined ? (
          <button type="submit" class="primary" disabled={text.trim() === '' && attached.length === 0}>
            {props.sendLabel}
          </button>
        ) : (
          <button type="button" class="primary stop" onClick={stop}>
            {t('stop')}
          </button>
        )}
      </div>
    </form>
  );
}

function Attachments({
  attached,
  onRemove,
}: {
  readonly attached: readonly Attachment[];
  readonly onRemove: (target: string) => void;
}) {
  const { t } = usePage();
  if (attached.length === 0) return null;
  return (
    <ul class="attachments" aria-label={t('attached')}>
      {attached.map(({ label, target }) => (
        <li key={target} class="attachment" title={target}>
          {label}
          <button type="button" class="remove" aria-label={t('remove', label)} onClick={() => onRemove(target)}>
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Those of the host for what is being typed. */
function useSuggestions(typing: Typing | undefined): readonly Suggestion[] {
  const { suggestions } = usePage();
  return typing?.kind === 'attachment' ? (suggestions?.items ?? []) : [];
}

function optionOf({ attachment, detail }: Suggestion): Option {
  return { id: attachment.target, label: attachment.label, detail };
}

function commandOptions(commands: readonly SlashCommand[], query: string): readonly Option[] {
  const like = commands.filter(({ name }) => name.startsWith(query.toLowerCase()));
  return like.map(({ name, description }) => ({ id: name, label: `/${name}`, detail: description }));
}

function optionKey(key: string): 'next' | 'previous' | 'choose' | undefined {
  if (key === 'ArrowDown') return 'next';
  if (key === 'ArrowUp') return 'previous';
  return key === 'Enter' || key === 'Tab' ? 'choose' : undefined;
}

/** As high as its text, and the caret where a replacement left it. */
function fit(area: HTMLTextAreaElement, caret: { current: number | undefined }): void {
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
  if (caret.current === undefined) return;
  area.setSelectionRange(caret.current, caret.current);
  caret.current = undefined;
}
