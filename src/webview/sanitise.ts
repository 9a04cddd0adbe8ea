/** The last gate before HTML of an answer becomes part of the page: only these elements and attributes, whatever came before. */
import createDOMPurify from 'dompurify';

const TAGS = [
  ...['p', 'br', 'hr', 'blockquote', 'pre', 'code', 'em', 'strong', 's', 'span', 'a', 'button'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];
const ATTRIBUTES = [
  'class',
  'type',
  'role',
  'tabindex',
  'title',
  'start',
  'align',
  'aria-label',
  'data-n',
  'data-url',
  'data-language',
];

export type Sanitise = (html: string) => DocumentFragment;

export function createSanitiser(window: Window & typeof globalThis): Sanitise {
  const purifier = createDOMPurify(window);
  return (html) =>
    purifier.sanitize(html, {
      ALLOWED_TAGS: TAGS,
      ALLOWED_ATTR: ATTRIBUTES,
      ALLOW_DATA_ATTR: false,
      ALLOW_ARIA_ATTR: false,
      RETURN_DOM_FRAGMENT: true,
    });
}
