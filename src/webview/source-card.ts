/** The code of a source, shown beside the chip that the mouse or the focus is on. One card for the page. */
import { highlight } from './highlight.ts';
import type { ShownSource } from './messages.ts';
import { written } from './names.ts';
import { createSanitiser } from './sanitise.ts';

const sanitise = createSanitiser(window);
const MOST_LINES = 24;
const SHOW_AFTER_MS = 200;
const MARGIN = 8;

let card: HTMLElement | undefined;
let timer = 0;

// What covers other text must go without moving the mouse.
window.addEventListener('keydown', ({ key }) => key === 'Escape' && hideCard());

export function showCard(anchor: HTMLElement, source: ShownSource): void {
  hideCard();
  timer = window.setTimeout(() => place(anchor, source), SHOW_AFTER_MS);
}

export function hideCard(): void {
  clearTimeout(timer);
  if (card?.isConnected) card.remove();
}

function place(anchor: HTMLElement, source: ShownSource): void {
  if (!anchor.isConnected) return;
  card ??= document.createElement('div');
  card.id = 'source-card';
  card.className = 'card';
  card.setAttribute('role', 'tooltip');
  card.replaceChildren(heading(source), reason(source), code(source));
  document.body.append(card);
  anchor.setAttribute('aria-describedby', card.id);
  const at = anchor.getBoundingClientRect();
  const { height } = card.getBoundingClientRect();
  const below = at.bottom + MARGIN / 2;
  const fitsBelow = below + height + MARGIN <= window.innerHeight;
  card.style.top = `${fitsBelow ? below : Math.max(MARGIN, at.top - height - MARGIN / 2)}px`;
}

function heading({ path, startLine, endLine, symbol }: ShownSource): HTMLElement {
  const title = document.createElement('strong');
  title.textContent = written(`${path}:${startLine}-${endLine}${symbol === '' ? '' : ` · ${symbol}`}`);
  return title;
}

function reason(source: ShownSource): HTMLElement {
  const words = document.createElement('div');
  words.className = 'dim';
  words.textContent = source.reason;
  return words;
}

function code({ text, language }: ShownSource): HTMLElement {
  const lines = text.split('\n');
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '⋯'] : lines;
  const pre = document.createElement('pre');
  const inner = document.createElement('code');
  inner.append(sanitise(highlight(shown.join('\n'), language)));
  pre.append(inner);
  return pre;
}
