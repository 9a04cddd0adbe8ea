/** Index Doctor: examines the index of every folder and shows what it found as a page that nobody needs to save. */
import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import type { Host } from '../host.ts';
import { type Diagnosis, doctorMarkdown } from './doctor-report.ts';
import { readyEngine } from './ready-engine.ts';

const SCHEME = 'parallax-doctor';

export interface Doctor extends vscode.Disposable {
  examine(): Promise<void>;
}

export function openDoctor({ service }: Host): Doctor {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  let found = '';
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changes.event,
    provideTextDocumentContent: () => found,
  });
  const examine = async () => {
    if ((await readyEngine(service)) === undefined) return;
    const title = vscode.l10n.t('Examining the index');
    found = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, async () =>
      doctorMarkdown(await Promise.all((await service.parts()).map(diagnose))),
    );
    const page = vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Index Doctor')}.md` });
    changes.fire(page);
    await showPage(page);
  };
  return { examine, dispose: () => vscode.Disposable.from(provider, changes).dispose() };
}

async function diagnose({ name, engine }: { readonly name: string; readonly engine: Engine }): Promise<Diagnosis> {
  try {
    return { folder: name, report: await engine.doctor() };
  } catch (error) {
    return { folder: name, report: error as Error };
  }
}

/** As VS Code shows Markdown; as text where its Markdown extension is switched off. */
async function showPage(page: vscode.Uri): Promise<void> {
  if (vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined)
    await vscode.commands.executeCommand('markdown.showPreview', page);
  else await vscode.window.showTextDocument(page);
}
