/** Code that goes with every further question of the conversation. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { usePage } from './context.ts';
import type { Attachment } from './messages.ts';

export function Pinned({ pinned }: { readonly pinned: readonly Attachment[] }) {
  const { t, tell } = usePage();
  if (pinned.length === 0) return null;
  return (
    <div class="pinned">
      <span class="dim">{t('pinnedCode')}</span>
      <ul class="attachments" aria-label={t('pinnedCode')}>
        {pinned.map(({ label, target }) => (
          <li key={target} class="attachment" title={target}>
            {label}
            <button type="button" class="remove" aria-label={t('remove', label)} onClick={() => tell({ type: 'unpin', target })}>
              ×
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
