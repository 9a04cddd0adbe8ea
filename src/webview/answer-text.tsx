/** The text of an answer: Markdown that may still be growing, rendered at most once per frame, and only where it changed. */
/** @jsxRuntime automatic @jsxImportSource preact */

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { chipLabels } from './citations.ts';
import { usePage } from './context.ts';
import { findCode } from './find-code.ts';
import { type AnswerEnv, GrowingMarkdown, markUnverified, renderBlocks } from './markdown.ts';
import type { ShownSource } from './messages.ts';
import { written } from './names.ts';
import { createSanitiser } from './sanitise.ts';
import { hideCard, showCard } from './source-card.ts';
import type { Words } from './strings.ts';

export interface AnswerTextProps {
  readonly id: string;
  readonly text: string;
  readonly sources: readonly ShownSource[];
  readonly unverified: readonly string[];
  readonly isGrowing: boolean;
}

const sanitise = createSanitiser(window);
/** Of the time, rendering may take this share: an answer of any length leaves the page responsive. */
const BUSY_SHARE = 0.25;

export function AnswerText({ id, text, sources, unverified, isGrowing }: AnswerTextProps) {
  const { t, tell } = usePage();
  const container = useRef<HTMLDivElement>(null);
  const renderer = useRef<Renderer>(undefined);
  useLayoutEffect(() => {
    renderer.current ??= new Renderer(container.current as HTMLDivElement);
    renderer.current.update({ text, sources, unverified, isGrowing, t });
  }, [text, sources, unverified, isGrowing, t]);
  useEffect(() => () => renderer.current?.stop(), []);

  const act = (target: HTMLElement): boolean => {
    const chip = target.closest<HTMLElement>('.chip[data-n]');
    const link = target.closest<HTMLElement>('a[data-url]');
    const button = target.closest<HTMLElement>('button[data-act]');
    if (chip !== null) tell({ type: 'openSource', id, n: Number(chip.dataset.n) });
    else if (link !== null) tell({ type: 'link', url: link.dataset.url ?? '' });
    else if (button !== null) actOnCode(button, id, sources, tell, t);
    else return false;
    return true;
  };
  const point = (event: Event) => {
    const chip = (event.target as HTMLElement).closest<HTMLElement>('.chip[data-n]');
    const source = chip && sources.find(({ n }) => n === Number(chip.dataset.n));
    if (chip && source) showCard(chip, source);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons and links within it are the interactive ones
    // biome-ignore lint/a11y/useKeyWithMouseEvents: focus bubbles as focusin only
    <div
      class="markdown"
      ref={container}
      onClick={(event) => act(event.target as HTMLElement)}
      onKeyDown={(event) => {
        const isLink = (event.target as HTMLElement).closest('a[data-url]') !== null;
        if (isLink && (event.key === 'Enter' || event.key === ' ') && act(event.target as HTMLElement)) event.preventDefault();
      }}
      onMouseOver={point}
      onFocusIn={point}
      onMouseOut={hideCard}
      onFocusOut={hideCard}
    />
  );
}

function actOnCode(
  button: HTMLElement,
  id: string,
  sources: readonly ShownSource[],
  tell: ReturnType<typeof usePage>['tell'],
  t: Words,
): void {
  const code = button.closest('.code')?.querySelector('code')?.textContent ?? '';
  if (button.dataset.act === 'copy') {
    tell({ type: 'copyText', text: code });
    button.textContent = t('copied');
    setTimeout(() => (button.textContent = t('copyCode')), 1500);
    return;
  }
  const found = findCode(code, sources);
  if (found) tell({ type: 'openSource', id, n: found.n, lines: { startLine: found.startLine, endLine: found.endLine } });
}

interface Input extends Omit<AnswerTextProps, 'id'> {
  readonly t: Words;
}

/** Keeps one element per block, and touches those alone whose HTML has changed. */
class Renderer {
  readonly #container: HTMLElement;
  readonly #growing = new GrowingMarkdown();
  readonly #shown: string[] = [];
  #input: Input | undefined;
  #frame = 0;
  #notBefore = 0;

  constructor(container: HTMLElement) {
    this.#container = container;
  }

  update(input: Input): void {
    const isFirst = this.#input === undefined;
    this.#input = input;
    if (isFirst || !input.isGrowing) this.#render();
    else if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#tick());
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #tick(): void {
    this.#frame = 0;
    if (performance.now() >= this.#notBefore) this.#render();
    else this.#frame = requestAnimationFrame(() => this.#tick());
  }

  #render(): void {
    const input = this.#input as Input;
    const begun = performance.now();
    this.#show(blocksOf(input, this.#growing), input);
    const took = performance.now() - begun;
    this.#notBefore = begun + took / BUSY_SHARE;
  }

  #show(blocks: readonly string[], input: Input): void {
    blocks.forEach((html, i) => {
      // Code gets one more button when the answer is complete.
      const key = input.isGrowing || !html.includes('<pre') ? html : `done ${html}`;
      if (this.#shown[i] === key) return;
      this.#shown[i] = key;
      const block = document.createElement('div');
      block.append(sanitise(html));
      dressCode(block, input);
      const old = this.#container.children[i];
      if (old === undefined) this.#container.append(block);
      else old.replaceWith(block);
    });
    this.#shown.length = blocks.length;
    while (this.#container.children.length > blocks.length) this.#container.lastElementChild?.remove();
  }
}

function blocksOf({ text, sources, unverified, isGrowing, t }: Input, growing: GrowingMarkdown): readonly string[] {
  const env = envOf(sources, t);
  if (isGrowing || unverified.length === 0) return growing.render(text, env);
  return renderBlocks(markUnverified(text, unverified), env).map(({ html }) => html);
}

function envOf(sources: readonly ShownSource[], t: Words): AnswerEnv {
  const labels = chipLabels(sources);
  const byNumber = new Map(sources.map((source) => [source.n, source]));
  return {
    label: (n) => labels.get(n),
    title: (n) => {
      const source = byNumber.get(n);
      return source === undefined ? '' : t('sourceTitle', n, written(source.path), source.startLine, source.endLine);
    },
    unverified: t('unverified'),
  };
}

/** Each block of code gets its buttons. */
function dressCode(block: HTMLElement, { sources, isGrowing, t }: Input): void {
  for (const pre of block.querySelectorAll('pre')) {
    const code = pre.textContent ?? '';
    const bar = document.createElement('div');
    bar.className = 'code-bar';
    const language = document.createElement('span');
    language.textContent = pre.querySelector<HTMLElement>('code')?.dataset.language ?? '';
    bar.append(language);
    if (!isGrowing && findCode(code, sources)) bar.append(button('open', t('openAtSource')));
    bar.append(button('copy', t('copyCode')));
    const frame = document.createElement('div');
    frame.className = 'code';
    pre.replaceWith(frame);
    pre.tabIndex = 0; // Wide code scrolls by keyboard.
    frame.append(bar, pre);
  }
}

function button(act: string, label: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'quiet';
  made.dataset.act = act;
  made.textContent = label;
  return made;
}
