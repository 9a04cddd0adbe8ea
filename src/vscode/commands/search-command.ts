/** Search by Meaning: results while the user types, as one list of places. */
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { iconless } from '../markdown.ts';
import { windowLanguage } from '../settings.ts';
import { wordsOf } from '../words.ts';
import { shareDone } from '../workspace/state.ts';
import { openPlaceList } from './place-list.ts';
import { inBackground } from './register.ts';
import { heading, hitRow, notice, type Row } from './rows.ts';

const TYPING_MS = 120;
const LIMIT = 30;
const RECENT = 'parallax.search.recent';
const MOST_RECENT = 10;

interface RecentRow extends Row {
  readonly text: string;
}

export function searchByMeaning(host: Host): void {
  const { service, log } = host;
  const { pick, setRows } = openPlaceList(host, () => remember(host, pick.value));
  pick.title = vscode.l10n.t('Search by Meaning');
  pick.placeholder = vscode.l10n.t('What the code does, in your words or its own');
  let asked = 0;
  let timer: NodeJS.Timeout | undefined;

  const search = async () => {
    const text = pick.value.trim();
    const now = ++asked;
    pick.busy = text !== '';
    if (text === '') return setRows(recentRows(host));
    const rows = await found(host, text).catch((error: Error) => [notice('warning', wordsOf(error), 'parallax.log.show')]);
    if (now !== asked) return; // The user has typed on.
    pick.busy = false;
    setRows([...stateRows(host), ...rows]);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => inBackground(search(), log), TYPING_MS);
  };
  const listening = service.onDidChangeState(({ kind }) => kind === 'ready' && soon());
  pick.onDidChangeValue(() => {
    asked++; // What is on its way is for what was typed before.
    soon();
  });
  pick.onDidAccept(() => {
    const [row] = pick.activeItems;
    if (row === undefined || !('text' in row)) return;
    pick.value = (row as RecentRow).text;
    inBackground(search(), log);
  });
  pick.onDidHide(() => {
    asked++;
    clearTimeout(timer);
    listening.dispose();
  });
  setRows(recentRows(host));
}

async function found({ service }: Host, text: string): Promise<readonly Row[]> {
  if (!service.hasIndex) return [];
  const { hits } = await (await service.engine()).search({ text, limit: LIMIT, words: windowLanguage() });
  return hits.length > 0 ? hits.map(hitRow) : [notice('info', vscode.l10n.t('Nothing in the index resembles this.'))];
}

/** What the user should know of the index before believing the rows below. */
function stateRows({ service }: Host): readonly Row[] {
  const { state, hasIndex } = service;
  if (state.kind === 'noFolder') return [notice('folder', vscode.l10n.t('Open a folder of code to begin.'), 'vscode.openFolder')];
  if (state.kind === 'indexing') return [indexingRow(hasIndex, state.progress && shareDone(state.progress))];
  if (hasIndex) return [];
  const label = vscode.l10n.t('This workspace has no index yet: build it now');
  return [notice('circle-outline', label, 'parallax.index.start')];
}

function indexingRow(hasIndex: boolean, share: number | undefined): Row {
  const percent = share === undefined ? '' : ` ${Math.floor(share * 100)}%`;
  return hasIndex
    ? notice('sync~spin', vscode.l10n.t('The index is being brought up to date{0}; the newest code may be missing.', percent))
    : notice('sync~spin', vscode.l10n.t('The index is being built{0}; results come when it is done.', percent));
}

function recentRows(host: Host): readonly Row[] {
  const recent = recentSearches(host).map(
    (text): RecentRow => ({ label: iconless(text), text, iconPath: new vscode.ThemeIcon('history') }),
  );
  const rows = recent.length === 0 ? [] : [heading(vscode.l10n.t('Recent searches')), ...recent];
  return [...stateRows(host), ...rows];
}

function recentSearches({ context }: Host): readonly string[] {
  return context.workspaceState.get<string[]>(RECENT, []);
}

function remember(host: Host, value: string): void {
  const text = value.trim();
  if (text === '') return;
  const others = recentSearches(host).filter((one) => one !== text);
  void host.context.workspaceState.update(RECENT, [text, ...others].slice(0, MOST_RECENT));
}
