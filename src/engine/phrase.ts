/** Sentences with gaps, so that a host can say them in its user's language. It knows no language but the one written in it. */

/** `{0}` in the template is the first argument. An argument may be a phrase of its own, which is translated with it. */
export interface Phrase {
  readonly template: string;
  readonly args: readonly Argument[];
}

export type Argument = string | number | Phrase;

export function phrase(template: string, ...args: readonly Argument[]): Phrase {
  return { template, args };
}

/** `translate` gives the template in another language, or as it is where it has no translation. */
export function say({ template, args }: Phrase, translate: (template: string) => string = (same) => same): string {
  const words = (arg: Argument) => (typeof arg === 'object' ? say(arg, translate) : String(arg));
  return translate(template).replace(/\{(\d+)\}/g, (gap, i) => (Number(i) < args.length ? words(args[Number(i)]) : gap));
}
