/** Which addresses of a model's text may be opened at all. Pure. */

/** The address as it will be opened; undefined for anything but http and https, and where a user's name poses as the host. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, href } = new URL(url);
  if (username !== '' || password !== '') return undefined;
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
