/**
 * What rests under the mouse, from the index alone: a definition at its name, or what a name in its body calls. No model is
 * asked, no index is begun and no engine opened.
 */
import * as vscode from 'vscode';
import { fenced } from '../engine/ask/printable.ts';
import type { Engine } from '../engine/engine.ts';
import type { Glance, UnitRecord } from '../engine/types.ts';
import { placeWords, symbolOf } from './commands/rows.ts';
import type { Host } from './host.ts';
import { commandLink, escaped } from './markdown.ts';
import { hoverIsOn } from './settings.ts';
import { count } from './status-item.ts';
import type { WorkspaceService } from './workspace/service.ts';

/** The only commands that a hover's links may run. */
const COMMANDS = ['parallax.explain.this', 'parallax.calls.show', 'parallax.place.open'];

export function registerHover({ service, log }: Host): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: 'file' },
    {
      provideHover: async (document, position, token) => {
        try {
          return await hoverAt(service, document, position, token);
        } catch (error) {
          log.debug(`no hover: ${(error as Error).message}`); // The mouse only passed by: nobody asked to be told.
          return undefined;
        }
      },
    },
  );
}

async function hoverAt(
  service: WorkspaceService,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const range = document.getWordRangeAtPosition(position);
  const path = service.folders.toPath(document.uri);
  if (range === undefined || path === undefined || !hoverIsOn(document.uri)) return undefined;
  const engine = await service.opened();
  if (engine === undefined || token.isCancellationRequested) return undefined;
  const glance = await glanceAt(engine, path, position.line + 1, document.getText(range));
  return glance === undefined || token.isCancellationRequested ? undefined : new vscode.Hover(card(glance, document), range);
}

/** The definition itself where the mouse is on its name; else what the definition around calls by that name. */
export async function glanceAt(engine: Engine, path: string, line: number, word: string): Promise<Glance | undefined> {
  const around = await engine.glance(path, line);
  if (around === undefined || isName(around.unit, word)) return around;
  const calls = await engine.callees(`${path}:${line}`);
  const [called] = calls.filter(({ to }) => isName(to, word)).sort((a, b) => b.confidence - a.confidence);
  return called === undefined ? undefined : engine.glance(called.to.path, called.to.startLine);
}

/** An editor's word may be a part of a name, as in `operator+` and `Foo::bar`. */
function isName({ name }: UnitRecord, word: string): boolean {
  return name === word || name.split(/[^\p{L}\p{N}_$]+/u).includes(word);
}

/** Code and its documentation stand in strings of their own, which may run nothing. */
function card(glance: Glance, document: vscode.TextDocument): vscode.MarkdownString[] {
  const { signature, doc } = glance.unit;
  const parts = [new vscode.MarkdownString(fenced(signature, document.languageId))];
  if (doc !== '') parts.push(new vscode.MarkdownString(escaped(doc)));
  const links = new vscode.MarkdownString(linkLines(glance).join('\n\n'));
  links.isTrusted = { enabledCommands: COMMANDS };
  return [...parts, links];
}

function linkLines({ unit, callers, callees, relatives }: Glance): readonly string[] {
  const { l10n } = vscode;
  const target = placeWords(unit);
  const here = { target, label: symbolOf(unit) };
  const calls = (label: string) => commandLink(label, 'parallax.calls.show', here);
  const lines = [
    [
      calls(callersWords(callers)),
      calls(calleesWords(callees)),
      commandLink(l10n.t('Explain'), 'parallax.explain.this', { target }),
    ].join(' · '),
  ];
  const kin = relatives.map(({ symbol, path, startLine, endLine }) =>
    commandLink(symbol || path, 'parallax.place.open', { path, startLine, endLine }),
  );
  return kin.length === 0 ? lines : [...lines, l10n.t('Does a similar job: {0}', kin.join(', '))];
}

/** None known is not none: calls through pointers leave no trace. */
function callersWords(callers: number): string {
  if (callers === 0) return vscode.l10n.t('no known caller');
  return callers === 1 ? vscode.l10n.t('1 caller') : vscode.l10n.t('{0} callers', count(callers));
}

function calleesWords(callees: number): string {
  if (callees === 0) return vscode.l10n.t('calls nothing defined here');
  return callees === 1 ? vscode.l10n.t('calls 1 function') : vscode.l10n.t('calls {0} functions', count(callees));
}
