/** Which addresses of a model's text may be opened at all. Pure. */

/** The address as it will be opened; undefined for anything but http and https. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : undefined;
}
