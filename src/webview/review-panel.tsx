/** What is about to be sent to a model, piece by piece: drop, pin, send, copy instead, or cancel. */
/** @jsxRuntime automatic @jsxImportSource preact */

import { useState } from 'preact/hooks';
import { usePage } from './context.ts';
import { CopyButton } from './copy-button.tsx';
import { highlight } from './highlight.ts';
import type { Review, ReviewChunk } from './messages.ts';
import { written } from './names.ts';
import { createSanitiser } from './sanitise.ts';

const sanitise = createSanitiser(window);

export function ReviewPanel({ id, review }: { readonly id: string; readonly review: Review }) {
  const { t, tell, focusInput } = usePage();
  const { chunks, model, frameTokens } = review;
  const [keep, setKeep] = useState(() => chunks.map(({ n }) => n));
  const [pin, setPin] = useState(() => chunks.filter(({ pinned }) => pinned).map(({ n }) => n));
  const tokens = chunks.reduce((sum, chunk) => sum + (keep.includes(chunk.n) ? chunk.tokens : 0), frameTokens);
  const decide = (action: 'send' | 'copy' | 'cancel') => {
    tell({ type: 'review', id, action, keep, pin: pin.filter((n) => keep.includes(n)) });
    if (action !== 'copy') focusInput();
  };
  return (
    <section
      class="review"
      aria-label={t('reviewTitle', model)}
      onKeyDown={(event) => event.key === 'Escape' && decide('cancel')}
    >
      <h3>{t('reviewTitle', model)}</h3>
      <ul>
        {chunks.map((chunk) => (
          <Chunk
            key={chunk.n}
            id={id}
            chunk={chunk}
            isKept={keep.includes(chunk.n)}
            isPinned={pin.includes(chunk.n)}
            onKeep={() => setKeep(toggled(keep, chunk.n))}
            onPin={() => setPin(toggled(pin, chunk.n))}
          />
        ))}
      </ul>
      <div class="decide">
        <p class="total" aria-live="polite">
          {t('reviewTotal', keep.length, chunks.length, tokens.toLocaleString())}
        </p>
        <button type="button" class="primary" disabled={keep.length === 0} ref={focusOnce} onClick={() => decide('send')}>
          {t('reviewSend')}
        </button>
        <CopyButton class="secondary" label={t('copyPrompt')} onCopy={() => decide('copy')} />
        <button type="button" class="secondary" onClick={() => decide('cancel')}>
          {t('cancel')}
        </button>
      </div>
    </section>
  );
}

interface ChunkProps {
  readonly id: string;
  readonly chunk: ReviewChunk;
  readonly isKept: boolean;
  readonly isPinned: boolean;
  readonly onKeep: () => void;
  readonly onPin: () => void;
}

function Chunk({ id, chunk, isKept, isPinned, onKeep, onPin }: ChunkProps) {
  const { t, tell } = usePage();
  const { n, path, startLine, endLine, symbol, reason, tokens, masked, attached } = chunk;
  const name = written(symbol || `${path}:${startLine}`);
  return (
    <li class={isKept ? 'chunk' : 'chunk dropped'}>
      <input type="checkbox" checked={isKept} aria-label={t('reviewKeep', name)} onChange={onKeep} />
      <div>
        <button
          type="button"
          class="place"
          title={t('openPlace', written(path), startLine, endLine)}
          onClick={() => tell({ type: 'openChunk', id, n })}
        >
          <strong>{written(symbol)}</strong> <span class="path">{written(path)}</span>:{startLine}-{endLine}
        </button>
        <details>
          <summary title={t('showCode', name)}>
            {reason} · {t('tokens', tokens.toLocaleString())}
            {attached && ` · ${t('attachedBadge')}`}
            {masked > 0 && <span class="masked"> · {t('masked', masked)}</span>}
          </summary>
          <Code chunk={chunk} />
        </details>
      </div>
      <label class="pin" title={t('pinHint')}>
        <input type="checkbox" checked={isPinned} disabled={!isKept} onChange={onPin} /> {t('pin')}
      </label>
    </li>
  );
}

function Code({ chunk: { text, language } }: { readonly chunk: ReviewChunk }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide code scrolls by keyboard
    <pre tabIndex={0}>
      <code ref={(element) => element?.replaceChildren(sanitise(highlight(text, language)))} />
    </pre>
  );
}

function toggled(numbers: readonly number[], n: number): number[] {
  return numbers.includes(n) ? numbers.filter((one) => one !== n) : [...numbers, n];
}

const focused = new WeakSet<Element>();

/** The panel waits for the user: the first thing that Enter does is what was asked for. */
function focusOnce(button: HTMLButtonElement | null): void {
  if (button === null || focused.has(button)) return;
  focused.add(button);
  button.focus({ preventScroll: true });
}
