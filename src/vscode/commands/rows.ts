/** Pieces of code as rows of a pick list: name, place, reasons, an icon for what it is. */
import * as vscode from 'vscode';
import { qualifiedName } from '../../engine/qualified-name.ts';
import type { Edge, Hit, UnitKind, UnitRecord } from '../../engine/types.ts';
import { iconless } from '../markdown.ts';
import type { Place } from '../places.ts';

export interface Row extends vscode.QuickPickItem {
  /** Rows without a place say something, or do something of their own. */
  readonly place?: Place;
  readonly command?: string;
}

export function hitRow(hit: Hit): Row {
  return {
    label: iconless(hit.symbol || baseName(hit.path)),
    description: iconless(placeWords(hit)),
    detail: iconless(hit.why.join('; ')),
    iconPath: kindIcon(hit.kind),
    place: { path: hit.path, startLine: hit.startLine, endLine: hit.endLine },
    // The engine has chosen the rows; the list must not choose again by the letters typed.
    alwaysShow: true,
  };
}

/** The caller of an edge, at the line of the call. */
export function callerRow({ from, line, confidence }: Edge): Row {
  return {
    label: iconless(symbolOf(from)),
    description: iconless(`${from.path}:${line}`),
    detail: confidenceWords(confidence),
    iconPath: kindIcon(from.kind),
    place: { path: from.path, startLine: line, endLine: line },
  };
}

/** What an edge calls, where it is defined. */
export function calleeRow({ to, line, confidence }: Edge): Row {
  return {
    label: iconless(symbolOf(to)),
    description: iconless(placeWords(to)),
    detail: vscode.l10n.t('{0}; called in line {1}', confidenceWords(confidence), line),
    iconPath: kindIcon(to.kind),
    place: { path: to.path, startLine: to.startLine, endLine: to.endLine },
  };
}

export function heading(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** A row that only says something, or runs a command when it is chosen. */
export function notice(icon: string, label: string, command?: string): Row {
  return { label: `$(${icon}) ${label}`, alwaysShow: true, command };
}

export function placeWords({ path, startLine, endLine }: Place): string {
  return startLine === endLine ? `${path}:${startLine}` : `${path}:${startLine}-${endLine}`;
}

export function symbolOf(unit: UnitRecord): string {
  return unit.name === '' ? baseName(unit.path) : qualifiedName(unit);
}

/** How sure a call is resolved, 0–1, in words. */
export function confidenceWords(confidence: number): string {
  if (confidence >= 0.9) return vscode.l10n.t('certain');
  if (confidence >= 0.6) return vscode.l10n.t('likely');
  return confidence >= 0.3 ? vscode.l10n.t('possible') : vscode.l10n.t('one of several it may be');
}

export function kindIcon(kind: UnitKind): vscode.ThemeIcon {
  return new vscode.ThemeIcon(KIND_ICONS[kind]);
}

const KIND_ICONS: Readonly<Record<UnitKind, string>> = {
  function: 'symbol-function',
  method: 'symbol-method',
  constructor: 'symbol-constructor',
  class: 'symbol-class',
  interface: 'symbol-interface',
  type: 'symbol-struct',
  enum: 'symbol-enum',
  module: 'symbol-module',
  macro: 'symbol-operator',
  constant: 'symbol-constant',
  schema: 'symbol-structure',
  test: 'beaker',
  skeleton: 'symbol-file',
  window: 'symbol-snippet',
};

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
