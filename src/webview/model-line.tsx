/** Which language model writes the answers; a click chooses another. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { usePage } from './context.ts';

export function ModelLine({ model }: { readonly model: string | undefined }) {
  const { t, tell } = usePage();
  const words = model === undefined ? t('noModel') : t('modelIs', model);
  return (
    <button
      type="button"
      class="quiet model"
      title={model === undefined ? words : `${words}. ${t('selectModel')}`}
      onClick={() => tell({ type: 'run', command: 'parallax.model.select' })}
    >
      {model === undefined ? t('selectModel') : model}
    </button>
  );
}
