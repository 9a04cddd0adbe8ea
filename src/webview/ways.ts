/** The words on the buttons that run a command of the host. */
import type { WayOut } from './messages.ts';
import type { StringKey } from './strings.ts';

export const WAY_WORDS: Readonly<Record<WayOut, StringKey>> = {
  'parallax.index.start': 'indexWorkspace',
  'parallax.index.resume': 'resumeIndexing',
  'parallax.index.rebuild': 'rebuildIndex',
  'parallax.model.select': 'selectModel',
  'parallax.model.setKey': 'setKey',
  'parallax.log.show': 'showLogs',
  'vscode.openFolder': 'openFolder',
};
