/** Show Callers and Callees: both as one list of places, each with how sure it is. */
import * as vscode from 'vscode';
import { noDefinitionHere } from '../../engine/errors.ts';
import type { Edge } from '../../engine/types.ts';
import type { Host } from '../host.ts';
import { hereOf } from './here.ts';
import { openPlaceList } from './place-list.ts';
import { readyEngine } from './ready-engine.ts';
import { calleeRow, callerRow, heading, notice, type Row } from './rows.ts';

export async function showCalls(host: Host, args: readonly unknown[]): Promise<void> {
  const engine = await readyEngine(host.service);
  if (engine === undefined) return;
  const { target, label, isCode } = await hereOf(host.service, args);
  if (!isCode) throw noDefinitionHere(target);
  const { pick, setRows } = openPlaceList(host);
  pick.title = vscode.l10n.t('Callers and callees of {0}', label);
  pick.placeholder = vscode.l10n.t('From the code alone: calls through pointers or reflection may be missing');
  pick.matchOnDetail = true;
  pick.busy = true;
  try {
    const [callers, callees] = await Promise.all([engine.callers(target), engine.callees(target)]);
    setRows([...callerRows(callers), ...calleeRows(callees)]);
  } catch (error) {
    pick.hide();
    throw error;
  }
  pick.busy = false;
}

function callerRows(edges: readonly Edge[]): readonly Row[] {
  const none = notice('info', vscode.l10n.t('No call of it is known.'));
  return [heading(vscode.l10n.t('Called by')), ...(edges.length === 0 ? [none] : bySurety(edges).map(callerRow))];
}

function calleeRows(edges: readonly Edge[]): readonly Row[] {
  const none = notice('info', vscode.l10n.t('It calls nothing that is defined here.'));
  return [heading(vscode.l10n.t('Calls')), ...(edges.length === 0 ? [none] : bySurety(edges).map(calleeRow))];
}

function bySurety(edges: readonly Edge[]): readonly Edge[] {
  return [...edges].sort((a, b) => b.confidence - a.confidence);
}
