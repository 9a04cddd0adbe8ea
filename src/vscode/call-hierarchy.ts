/**
 * VS Code's own Call Hierarchy, from the index, for files that no language extension answers for: its selector is the weakest
 * there is, and VS Code asks only the provider whose selector fits best. Registered while there is an index.
 */
import * as vscode from 'vscode';
import type { Edge, UnitKind, UnitRecord } from '../engine/types.ts';
import { placeWords, symbolOf } from './commands/rows.ts';
import type { Host } from './host.ts';
import { glanceAt } from './hover.ts';
import type { WorkspaceService } from './workspace/service.ts';

export function registerCallHierarchy({ service }: Host): vscode.Disposable {
  let registered: vscode.Disposable | undefined;
  const provider = hierarchyOver(service);
  const follow = () => {
    if (service.hasIndex) registered ??= vscode.languages.registerCallHierarchyProvider('*', provider);
    else registered = void registered?.dispose();
  };
  const listening = service.onDidChangeState(({ kind }) => {
    if (kind !== 'indexing') follow();
  });
  return vscode.Disposable.from(listening, { dispose: () => registered?.dispose() });
}

/** Carries what the engine calls it. */
class UnitItem extends vscode.CallHierarchyItem {
  readonly target: string;
  constructor(unit: UnitRecord, uri: vscode.Uri) {
    const range = linesRange(unit.startLine, unit.endLine);
    super(SYMBOL_KINDS[unit.kind], symbolOf(unit), placeWords(unit), uri, range, linesRange(unit.startLine, unit.startLine));
    this.target = placeWords(unit);
  }
}

function hierarchyOver(service: WorkspaceService): vscode.CallHierarchyProvider {
  const itemOf = (unit: UnitRecord) => {
    const uri = service.folders.toUri(unit.path);
    return uri && new UnitItem(unit, uri);
  };
  return {
    prepareCallHierarchy: async (document, position) => {
      const path = service.folders.toPath(document.uri);
      const engine = await service.opened();
      if (path === undefined || engine === undefined) return undefined;
      const range = document.getWordRangeAtPosition(position);
      const line = position.line + 1;
      const glance = (await glanceAt(engine, path, line, document.getText(range))) ?? (await engine.glance(path, line));
      return glance && itemOf(glance.unit);
    },
    provideCallHierarchyIncomingCalls: async (item) => {
      const engine = await service.opened();
      const edges = (await engine?.callers((item as UnitItem).target)) ?? [];
      return byUnit(edges, ({ from }) => from).flatMap(([unit, lines]) => {
        const caller = itemOf(unit);
        return caller ? [new vscode.CallHierarchyIncomingCall(caller, lines)] : [];
      });
    },
    provideCallHierarchyOutgoingCalls: async (item) => {
      const engine = await service.opened();
      const edges = (await engine?.callees((item as UnitItem).target)) ?? [];
      return byUnit(edges, ({ to }) => to).flatMap(([unit, lines]) => {
        const called = itemOf(unit);
        return called ? [new vscode.CallHierarchyOutgoingCall(called, lines)] : [];
      });
    },
  };
}

/** Several calls of one unit are one entry with several places, the surest first. */
function byUnit(edges: readonly Edge[], unitOf: (edge: Edge) => UnitRecord): readonly (readonly [UnitRecord, vscode.Range[]])[] {
  const units = new Map<string, [UnitRecord, vscode.Range[]]>();
  for (const edge of [...edges].sort((a, b) => b.confidence - a.confidence)) {
    const unit = unitOf(edge);
    const known = units.get(placeWords(unit)) ?? [unit, []];
    known[1].push(linesRange(edge.line, edge.line));
    units.set(placeWords(unit), known);
  }
  return [...units.values()];
}

function linesRange(startLine: number, endLine: number): vscode.Range {
  return new vscode.Range(startLine - 1, 0, endLine - 1, Number.MAX_SAFE_INTEGER);
}

const { SymbolKind } = vscode;
const SYMBOL_KINDS: Readonly<Record<UnitKind, vscode.SymbolKind>> = {
  function: SymbolKind.Function,
  method: SymbolKind.Method,
  constructor: SymbolKind.Constructor,
  class: SymbolKind.Class,
  interface: SymbolKind.Interface,
  type: SymbolKind.Struct,
  enum: SymbolKind.Enum,
  module: SymbolKind.Module,
  macro: SymbolKind.Function,
  constant: SymbolKind.Constant,
  schema: SymbolKind.Struct,
  test: SymbolKind.Function,
  skeleton: SymbolKind.File,
  window: SymbolKind.String,
};
