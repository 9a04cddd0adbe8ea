/**
 * As much of VS Code as tests of single parts need: resources, events and configuration are real, everything else answers
 * anything with anything. What is shown is tested in a real VS Code, under test/e2e.
 */
import { URI, Utils } from 'vscode-uri';

type Listener = (value: unknown) => void;

export class EventEmitter {
  readonly #listeners = new Set<Listener>();
  readonly event = (listener: Listener) => {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  };
  fire(value: unknown): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const one of all) one.dispose();
    });
  }
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
}

export const Uri = Object.assign(URI, { joinPath: Utils.joinPath });

// biome-ignore lint/suspicious/noExplicitAny: it stands for every part of an API that a test has no interest in.
const anything: any = new Proxy(() => {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : key === 'then' || key === Symbol.iterator ? undefined : anything),
  apply: () => anything,
  construct: () => anything,
  set: () => true,
});

/** What a test sets and looks at. */
export const standIn = {
  workspaceFolders: [] as { uri: URI; name: string; index: number }[],
  textDocuments: [] as unknown[],
  activeTextEditor: undefined as unknown,
  /** By full name, `parallax.index.keepUpToDate`. */
  configuration: new Map<string, unknown>(),
  /** Ids in the order of their registration. */
  commands: [] as string[],
  /** One for each event that somebody listens to, such as `onDidSaveTextDocument`. */
  events: new Map<string, EventEmitter>(),
};

/** A part of the API with these members; its events can be fired, the rest is anything. */
function part(members: object): typeof anything {
  const eventOf = (name: string) => {
    if (!standIn.events.has(name)) standIn.events.set(name, new EventEmitter());
    return (standIn.events.get(name) as EventEmitter).event;
  };
  return new Proxy(members, {
    get: (target, key) => {
      if (key in target) return Reflect.get(target, key);
      return typeof key === 'string' && key.startsWith('onDid') ? eventOf(key) : anything;
    },
  });
}

const configuration = (group: string) => ({
  get: (name: string, fallback: unknown) => standIn.configuration.get(`${group}.${name}`) ?? fallback,
});

export const workspace = part({
  get workspaceFolders() {
    return standIn.workspaceFolders;
  },
  get textDocuments() {
    return standIn.textDocuments;
  },
  isTrusted: true,
  getConfiguration: configuration,
  createFileSystemWatcher: () => part({ dispose: () => {} }),
});

export const commands = part({
  registerCommand: (id: string) => {
    standIn.commands.push(id);
    return new Disposable(() => {});
  },
});

export const l10n = { t: (text: string, ...args: unknown[]) => text.replace(/\{(\d+)\}/g, (_, i) => String(args[Number(i)])) };
export const env = part({ language: 'en' });
export const window = part({
  get activeTextEditor() {
    return standIn.activeTextEditor;
  },
});
export const languages = part({});
export const lm = part({});
export const chat = part({});
export const version = '1.104.0';

export const TreeItem = anything;
export const ThemeIcon = anything;
export const ThemeColor = anything;
export const MarkdownString = anything;
export const Hover = anything;
export const Position = anything;
export const Range = anything;
export const Selection = anything;
export const Location = anything;
export const TabInputText = anything;
export const CancellationTokenSource = anything;
export const LanguageModelChatMessage = anything;
export const LanguageModelTextPart = anything;
export const LanguageModelToolResult = anything;
export const McpStdioServerDefinition = anything;
export const ChatRequestTurn = anything;
export const ChatResponseTurn = anything;
export const ChatResponseMarkdownPart = anything;
export const ChatResponseAnchorPart = anything;
export const LanguageModelError = anything;
export const SymbolKind = anything;
export const CallHierarchyItem = class {};
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 };
export const ConfigurationTarget = { Global: 1, Workspace: 2, WorkspaceFolder: 3 };
export const ViewColumn = { Beside: -2, Active: -1, One: 1 };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export const TextEditorRevealType = { Default: 0, InCenter: 1, InCenterIfOutsideViewport: 2, AtTop: 3 };
export const TextEditorSelectionChangeKind = { Keyboard: 1, Mouse: 2, Command: 3 };
export const StatusBarAlignment = { Left: 1, Right: 2 };

/** What `activate` gets. */
export const extensionContext = () => ({
  subscriptions: [] as { dispose(): unknown }[],
  extensionUri: URI.file('/extension'),
  storageUri: URI.file('/nowhere/workspace'),
  globalStorageUri: URI.file('/nowhere/global'),
  workspaceState: memento(),
  globalState: memento(),
  secrets: { ...part({}), get: async () => undefined, onDidChange: new EventEmitter().event },
  extension: { packageJSON: { version: '0.0.0' } },
});

function memento() {
  const values = new Map<string, unknown>();
  return {
    get: (key: string, fallback: unknown) => values.get(key) ?? fallback,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}
