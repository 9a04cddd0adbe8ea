/** A list of choices under an input that keeps the focus. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { usePage } from './context.ts';

export interface Option {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

export interface OptionsProps {
  readonly id: string;
  readonly options: readonly Option[];
  readonly active: number;
  readonly onChoose: (option: Option) => void;
}

export function Options({ id, options, active, onChoose }: OptionsProps) {
  const { t } = usePage();
  if (options.length === 0) return null;
  return (
    <div class="options" id={id} role="listbox" aria-label={t('suggestions')}>
      {options.map((option, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys
        <div
          key={option.id}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          class="option"
          aria-selected={i === active}
          ref={(element) => {
            if (i === active) element?.scrollIntoView({ block: 'nearest' });
          }}
          onMouseDown={(event) => event.preventDefault()} // The input keeps the focus.
          onClick={() => onChoose(option)}
        >
          <span>{option.label}</span> <span class="dim">{option.detail}</span>
        </div>
      ))}
    </div>
  );
}
