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
  if (path !== undefined && !isQuickPattern(path)) throw patternTooSlow(path);
  // A glob without a slash names files anywhere, as in ignore files.
  const matches = path === undefined ? () => true : picomatch(path, { dot: true, matchBase: !path.includes('/') });
  return (file) => (language === undefined || snapshot.languageOfFile(file) === language) && matches(snapshot.pathOfFile(file));
}
