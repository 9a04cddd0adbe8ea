/** Which files a query lets through: by language and by path. */
import picomatch from 'picomatch';
import { patternTooSlow } from '../errors.ts';
import type { Snapshot } from '../index/snapshot.ts';
import { isQuickPattern } from '../text/patterns.ts';
import type { SearchQuery } from '../types.ts';
import type { AcceptFile } from './search.ts';

/** @throws EngineError patternTooSlow */
export function acceptFiles(query: SearchQuery, snapshot: Snapshot): AcceptFile {
  const { language, path } = query;
  if (language === undefined && path === undefined) return () => true;
  const matches = path === undefined ? () => true : pathMatcher(path);
  return (file) => (language === undefined || snapshot.languageOfFile(file) === language) && matches(snapshot.pathOfFile(file));
}

function pathMatcher(path: string): (path: string) => boolean {
  // Folders may be called `(group)`: parentheses are letters here.
  const glob = path.replace(/(?<!\\)[()]/g, '\\$&');
  if (!isQuickPattern(glob)) throw patternTooSlow(path);
  // A glob without a slash names files anywhere, as in ignore files.
  return picomatch(glob, { dot: true, matchBase: !path.includes('/') });
}
