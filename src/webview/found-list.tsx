/** Places that a search found, each with the reasons why. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { usePage } from './context.ts';
import type { FoundCode } from './messages.ts';
import { written } from './names.ts';

export function FoundList({ id, hits }: { readonly id: string; readonly hits: readonly FoundCode[] }) {
  const { t, tell } = usePage();
  if (hits.length === 0) return <p>{t('nothingFound')}</p>;
  return (
    <section aria-label={t('foundCount', hits.length)}>
      <p class="dim">{t('foundCount', hits.length)}</p>
      <ol class="places">
        {hits.map(({ path, startLine, symbol, signature, doc, why }, index) => (
          <li key={`${path}:${startLine}`}>
            <button type="button" class="place" title={doc} onClick={() => tell({ type: 'openFound', id, index })}>
              <strong>{written(symbol || (path.split('/').at(-1) as string))}</strong> <span class="path">{written(path)}</span>:
              {startLine}
              {signature !== '' && <code class="signature">{signature}</code>}
              <span class="dim reason">{why.join(' · ')}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
