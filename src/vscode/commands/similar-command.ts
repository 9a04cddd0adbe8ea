/** Find Similar Code: from which point of view, then the list of places. */
import * as vscode from 'vscode';
import type { Angle } from '../../engine/types.ts';
import type { Host } from '../host.ts';
import { windowLanguage } from '../settings.ts';
import { angleWords } from './angle-words.ts';
import { hereOf } from './here.ts';
import { openPlaceList } from './place-list.ts';
import { readyEngine } from './ready-engine.ts';
import { hitRow, notice } from './rows.ts';

const LIMIT = 30;

export async function findSimilar(host: Host, args: readonly unknown[]): Promise<void> {
  const engine = await readyEngine(host.service);
  if (engine === undefined) return;
  const { target, label } = await hereOf(host.service, args);
  const angle = await pickAngle();
  if (angle === undefined) return;
  const { pick, setRows } = openPlaceList(host);
  pick.title = vscode.l10n.t('{0}: like {1}', angleWords()[angle].label, label);
  pick.busy = true;
  try {
    const hits = await engine.related(target, angle, LIMIT, windowLanguage());
    setRows(hits.length > 0 ? hits.map(hitRow) : [notice('info', vscode.l10n.t('Nothing in the index resembles this.'))]);
  } catch (error) {
    pick.hide();
    throw error;
  }
  pick.busy = false;
}

export async function pickAngle(): Promise<Angle | undefined> {
  const words = Object.entries(angleWords()) as [Angle, { label: string; detail: string; icon: string }][];
  const items = words.map(([angle, { label, detail, icon }]) => ({ label, detail, angle, iconPath: new vscode.ThemeIcon(icon) }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Similar in what way?') });
  return chosen?.angle;
}
