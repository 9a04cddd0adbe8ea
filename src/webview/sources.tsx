/** The numbered sources under an answer: those it cites, and what else it was made from. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { usePage } from './context.ts';
import type { ShownSource } from './messages.ts';
import { written } from './names.ts';
import { hideCard, showCard } from './source-card.ts';

export interface SourcesProps {
  readonly id: string;
  readonly sources: readonly ShownSource[];
  /** 'none' where nothing was sent to anybody. */
  readonly model: string;
}

export function Sources({ id, sources, model }: SourcesProps) {
  const { t } = usePage();
  if (sources.length === 0) return null;
  const cited = sources.filter((source) => source.cited);
  const others = sources.filter((source) => !source.cited);
  return (
    <details class="notes sources">
      <summary>{t('sourcesTitle', cited.length > 0 ? cited.length : sources.length)}</summary>
      <Group id={id} title={t('cited')} sources={cited} />
      <Group id={id} title={t(model === 'none' ? 'alsoFound' : 'alsoSent')} sources={others} />
    </details>
  );
}

function Group({
  id,
  title,
  sources,
}: {
  readonly id: string;
  readonly title: string;
  readonly sources: readonly ShownSource[];
}) {
  const { tell } = usePage();
  if (sources.length === 0) return null;
  return (
    <section aria-label={title}>
      <h4>{title}</h4>
      <ul class="places">
        {sources.map((source) => {
          const { n, path, startLine, symbol, reason } = source;
          return (
            <li key={n}>
              <button
                type="button"
                class="place"
                onClick={() => tell({ type: 'openSource', id, n })}
                onMouseEnter={(event) => showCard(event.currentTarget, source)}
                onMouseLeave={hideCard}
                onFocus={(event) => showCard(event.currentTarget, source)}
                onBlur={hideCard}
              >
                <span class="number">[{n}]</span> <span class="path">{written(path)}</span>:{startLine}{' '}
                <strong>{written(symbol)}</strong>
                <span class="dim reason">{reason}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
