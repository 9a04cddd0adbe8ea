/**
 * Related Code: what is near the definition at the cursor, by angle. It follows the cursor while it can be seen, and does
 * nothing while it cannot.
 */
import * as vscode from 'vscode';
import { ANGLES, type Angle, type Hit } from '../../engine/types.ts';
import { angleWords } from '../commands/angle-words.ts';
import { definitionAt } from '../commands/here.ts';
import { inBackground, registerCommands } from '../commands/register.ts';
import { placeWords, symbolOf } from '../commands/rows.ts';
import type { Host } from '../host.ts';
import { type Place, showPlace } from '../places.ts';
import { windowLanguage } from '../settings.ts';
import { hitItem } from './place-item.ts';

const CURSOR_MS = 250;
const LIMIT = 6;
const OPENER = 'parallax.related.open';
/** The others open on a click: each costs a search. */
const OPEN_AT_FIRST: readonly Angle[] = ['purpose', 'company'];

type Node =
  | { readonly kind: 'angle'; readonly angle: Angle; readonly target: string }
  | { readonly kind: 'hit'; readonly hit: Hit; readonly target: string }
  | { readonly kind: 'nothing' };

/** The definition that the view is about. */
interface Subject {
  readonly target: string;
  readonly symbol: string;
}

export function showRelated(host: Host): vscode.Disposable {
  const related = new Related(host);
  return vscode.Disposable.from(related, related.follow());
}

class Related implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #host: Host;
  readonly #changes = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<Node>;
  #subject: Subject | undefined;
  #isPinned = false;
  /** The index has changed since the view was made. */
  #isStale = false;
  #timer: NodeJS.Timeout | undefined;
  /** Where this view has led the user: it stays as it is until they move on from there. */
  #ledTo = '';

  readonly onDidChangeTreeData = this.#changes.event;

  constructor(host: Host) {
    this.#host = host;
    this.#view = vscode.window.createTreeView('parallax.related', { treeDataProvider: this, showCollapseAll: true });
    this.#pin(false);
  }

  follow(): vscode.Disposable {
    const { service, log } = this.#host;
    const soon = () => this.#soon();
    return vscode.Disposable.from(
      this.#view.onDidChangeVisibility(soon),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.window.onDidChangeTextEditorSelection(soon),
      service.onDidChangeState(({ kind }) => {
        if (kind !== 'indexing') this.#soon(true);
      }),
      registerCommands(
        {
          'parallax.related.pin': () => this.#pin(true),
          'parallax.related.unpin': () => this.#pin(false),
          [OPENER]: (place) => this.#open(place as Place),
        },
        log,
      ),
    );
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'hit') return hitItem(node.hit, OPENER);
    if (node.kind === 'nothing') return new vscode.TreeItem(vscode.l10n.t('Nothing like it.'));
    const { label, detail, icon } = angleWords()[node.angle];
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, OPEN_AT_FIRST.includes(node.angle) ? Expanded : Collapsed);
    item.id = node.angle;
    item.tooltip = detail;
    item.iconPath = new vscode.ThemeIcon(icon);
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const subject = this.#subject;
    if (subject === undefined) return [];
    if (node === undefined) return ANGLES.map((angle) => ({ kind: 'angle', angle, target: subject.target }));
    if (node.kind !== 'angle') return [];
    const engine = await this.#host.service.opened();
    const hits = (await engine?.related(node.target, node.angle, LIMIT, windowLanguage())) ?? [];
    return hits.length === 0 ? [{ kind: 'nothing' }] : hits.map((hit) => ({ kind: 'hit', hit, target: placeWords(hit) }));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#view.dispose();
    this.#changes.dispose();
  }

  #soon(anew = false): void {
    this.#isStale ||= anew;
    if (!this.#view.visible || (this.#isPinned && !this.#isStale)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => inBackground(this.#update(), this.#host.log), CURSOR_MS);
  }

  async #update(): Promise<void> {
    const subject = this.#isPinned ? this.#subject : await this.#subjectHere();
    if (!this.#isStale && subject?.target === this.#subject?.target) return;
    this.#isStale = false;
    this.#subject = subject;
    this.#view.description = subject?.symbol;
    this.#changes.fire();
  }

  /** The definition at the cursor; the one before where the cursor is in none, or stands where this view has led to. */
  async #subjectHere(): Promise<Subject | undefined> {
    const { service } = this.#host;
    const editor = vscode.window.activeTextEditor;
    const path = editor && service.folders.toPath(editor.document.uri);
    const engine = await service.opened();
    if (engine === undefined) return undefined;
    if (editor === undefined || path === undefined || placeOf(editor) === this.#ledTo) return this.#subject;
    this.#ledTo = '';
    const unit = await definitionAt(engine, path, editor);
    return unit === undefined ? this.#subject : { target: placeWords(unit), symbol: symbolOf(unit) };
  }

  async #open(place: Place): Promise<void> {
    await showPlace(this.#host.service, place, { preserveFocus: true });
    const editor = vscode.window.activeTextEditor;
    if (editor !== undefined) this.#ledTo = placeOf(editor);
  }

  #pin(isPinned: boolean): void {
    this.#isPinned = isPinned;
    void vscode.commands.executeCommand('setContext', 'parallax.related.pinned', isPinned);
    if (!isPinned) this.#soon();
  }
}

function placeOf({ document, selection }: vscode.TextEditor): string {
  return `${document.uri}#${selection.active.line}`;
}
