/** A button that copies, and says for a moment that it did. */
/** @jsxRuntime automatic @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { usePage } from './context.ts';

export interface CopyButtonProps {
  readonly class: string;
  readonly label: string;
  readonly onCopy: () => void;
}

const SAID_MS = 1500;

export function CopyButton({ class: kind, label, onCopy }: CopyButtonProps) {
  const { t, announce } = usePage();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    onCopy();
    announce(t('copied'));
    setCopied(true);
  };
  return (
    <button type="button" class={kind} onClick={copy}>
      {isCopied ? t('copied') : label}
    </button>
  );
}
