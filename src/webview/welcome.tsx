/** What there is to do before the first question, and what stands in the way of good answers. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { usePage } from './context.ts';
import type { Status, WayOut } from './messages.ts';
import { WAY_WORDS } from './ways.ts';

export function Welcome({ status, isEmpty }: { readonly status: Status; readonly isEmpty: boolean }) {
  const { t } = usePage();
  const { index, percent, model } = status;
  return (
    <section class="welcome">
      {isEmpty && index !== 'noFolder' && (
        <>
          <h2>{t('welcomeTitle')}</h2>
          <p>{t('welcomeText')}</p>
          {model === undefined && <p class="dim">{t('noModel')}</p>}
        </>
      )}
      {index === 'noFolder' && <Notice words={t('noFolder')} way="vscode.openFolder" />}
      {index === 'missing' && isEmpty && <Notice words={t('notIndexed')} way="parallax.index.start" />}
      {index === 'indexing' && isEmpty && (
        <>
          <p>{percent === undefined ? t('indexingStarts') : t('indexing', percent)}</p>
          <progress max={100} value={percent} aria-label={t('indexingStarts')} />
          <p class="dim">{t('askMeanwhile')}</p>
        </>
      )}
      {index === 'paused' && <Notice words={t('indexPaused')} way="parallax.index.resume" />}
      {index === 'problem' && <Notice words={t('indexProblem')} way="parallax.log.show" />}
    </section>
  );
}

function Notice({ words, way }: { readonly words: string; readonly way: WayOut }) {
  const { t, tell } = usePage();
  return (
    <div class="notice">
      <p>{words}</p>
      <button type="button" class="primary" onClick={() => tell({ type: 'run', command: way })}>
        {t(WAY_WORDS[way])}
      </button>
    </div>
  );
}
