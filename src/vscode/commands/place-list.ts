/**
 * A pick list of places in code: moving through the rows shows each, Enter opens it, Escape leads back to where the user was.
 * It knows rows and places; not where they come from.
 */
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { type Place, showPlace } from '../places.ts';
import { inBackground } from './register.ts';
import { placeWords, type Row } from './rows.ts';
import { takeViewpoint } from './viewpoint.ts';

/** Rows change while the user moves: a preview waits this long for the next. */
const PREVIEW_MS = 80;

export interface PlaceList {
  readonly pick: vscode.QuickPick<Row>;
  setRows(rows: readonly Row[]): void;
}

/** Opens the list; it ends when it is hidden. `onAccept` hears which row was chosen. */
export function openPlaceList(host: Host, onAccept: (row: Row) => void = () => {}): PlaceList {
  const { service, log } = host;
  const pick = vscode.window.createQuickPick<Row>();
  // Accepted by VS Code since 1.45 without being in its types: rows stay in the engine's order. Where it were ignored, rows
  // whose name holds the letters typed would come first.
  Object.assign(pick, { sortByLabel: false });
  pick.matchOnDescription = true;
  const viewpoint = takeViewpoint();
  let moved = false;
  let previews: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let leaves = false;

  const preview = (place: Place) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const shown = previews.then(() => leaves || showPlace(service, place, { preserveFocus: true }));
      inBackground(shown, log);
      previews = shown.catch(() => {}); // The next is shown all the same.
    }, PREVIEW_MS);
  };
  const leave = () => {
    leaves = true;
    clearTimeout(timer);
    pick.hide();
    return previews;
  };
  const accept = async () => {
    const [row] = pick.activeItems;
    if (row === undefined || (row.place === undefined && row.command === undefined)) return;
    onAccept(row);
    await leave();
    if (row.place !== undefined) await showPlace(service, row.place, { preview: false });
    else if (row.command !== undefined) await vscode.commands.executeCommand(row.command);
  };
  const act = async ({ item, button }: vscode.QuickPickItemButtonEvent<Row>) => {
    if (item.place === undefined) return;
    onAccept(item);
    await leave();
    if (moved) await viewpoint.restore();
    const { run } = actions().find(({ icon }) => icon === (button.iconPath as vscode.ThemeIcon).id) ?? {};
    await run?.(host, item.place);
  };
  const hidden = async () => {
    const escaped = !leaves;
    await leave();
    pick.dispose();
    if (escaped && moved) await viewpoint.restore();
    viewpoint.dispose();
  };

  let first: Row | undefined;
  let leftFirst = false;
  pick.onDidChangeActive(([row]) => {
    // VS Code makes the first row active by itself: only what the user moved to is shown.
    leftFirst ||= row !== undefined && row !== first;
    if (!leftFirst || row?.place === undefined) return;
    moved = true;
    preview(row.place);
  });
  pick.onDidAccept(() => inBackground(accept(), log));
  pick.onDidTriggerItemButton((event) => inBackground(act(event), log));
  pick.onDidHide(() => inBackground(hidden(), log));
  const setRows = (rows: readonly Row[]) => {
    const items = rows.map((row) => (row.place === undefined ? row : { ...row, buttons: buttons() }));
    first = items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
    leftFirst = false;
    pick.items = items;
  };
  pick.show();
  return { pick, setRows };
}

interface Action {
  readonly icon: string;
  readonly tooltip: string;
  readonly run: (host: Host, place: Place) => unknown;
}

const actions = (): readonly Action[] => [
  {
    icon: 'split-horizontal',
    tooltip: vscode.l10n.t('Open to the Side'),
    run: ({ service }, place) => showPlace(service, place, { preview: false, column: vscode.ViewColumn.Beside }),
  },
  {
    icon: 'references',
    tooltip: vscode.l10n.t('Find Similar Code…'),
    run: (_, place) => vscode.commands.executeCommand('parallax.similar.find', { target: placeWords(place) }),
  },
  {
    icon: 'comment-discussion',
    tooltip: vscode.l10n.t('Explain This'),
    run: (_, place) => vscode.commands.executeCommand('parallax.explain.this', { target: placeWords(place) }),
  },
];

const buttons = (): readonly vscode.QuickInputButton[] =>
  actions().map(({ icon, tooltip }) => ({ iconPath: new vscode.ThemeIcon(icon), tooltip }));
