/**
 * What agents inside VS Code may ask of the index: the tools of package.json, read-only, the same calls and the same texts as
 * over MCP. They answer from an index that is there; where there is none they say so, and begin none.
 */
import * as vscode from 'vscode';
import { languageOf } from '../../engine/ask/language.ts';
import { withoutAdvice } from '../../engine/ask/markdown.ts';
import type { Engine } from '../../engine/engine.ts';
import { edgesText, explanation, hitsText, statusText } from '../../node/result-text.ts';
import type { Host } from '../host.ts';
import type { WorkspaceService } from '../workspace/service.ts';
import { angleIn, limitIn, optionalTextIn, type ToolInput, textIn } from './tool-input.ts';

interface Tool {
  /** Shown while it runs, in the window's language. */
  readonly message: (input: ToolInput) => string;
  readonly answer: (engine: Engine, input: ToolInput) => Promise<string>;
}

/** By their names in package.json. */
function tools(service: WorkspaceService): Readonly<Record<string, Tool>> {
  const { l10n } = vscode;
  const named = (input: ToolInput) => optionalTextIn(input, 'target') ?? '…';
  return {
    parallax_search: {
      message: (input) => l10n.t('Searching the code for “{0}”', optionalTextIn(input, 'question') ?? '…'),
      answer: async (engine, input) => {
        const [language, path] = [optionalTextIn(input, 'language'), optionalTextIn(input, 'path')];
        const query = { text: textIn(input, 'question'), limit: limitIn(input), angle: angleIn(input), language, path };
        return hitsText((await engine.search(query)).hits);
      },
    },
    parallax_explain: {
      message: (input) => l10n.t('Reading about {0}', named(input)),
      answer: async (engine, input) => {
        const request = { target: textIn(input, 'target'), question: optionalTextIn(input, 'question') };
        const { text } = await explanation(engine, request);
        return withoutAdvice(text, languageOf(request.question ?? ''));
      },
    },
    parallax_related: {
      message: (input) => l10n.t('Looking for code like {0}', named(input)),
      answer: async (engine, input) =>
        hitsText(await engine.related(textIn(input, 'target'), angleIn(input) ?? 'purpose', limitIn(input))),
    },
    parallax_callers: {
      message: (input) => l10n.t('Looking for callers of {0}', named(input)),
      answer: async (engine, input) => edgesText(await engine.callers(textIn(input, 'target')), 'from'),
    },
    parallax_callees: {
      message: (input) => l10n.t('Looking for what {0} calls', named(input)),
      answer: async (engine, input) => edgesText(await engine.callees(textIn(input, 'target')), 'to'),
    },
    parallax_index_status: {
      message: () => l10n.t('Reading the state of the index'),
      answer: async (engine) => statusNow(service, engine),
    },
  };
}

async function statusNow({ state }: WorkspaceService, engine: Engine): Promise<string> {
  if (state.kind === 'indexing' && state.progress !== undefined) return statusText(state.progress);
  return JSON.stringify(await engine.doctor());
}

export function registerTools({ service }: Host): vscode.Disposable {
  const registered = Object.entries(tools(service)).map(([name, tool]) =>
    vscode.lm.registerTool<ToolInput>(name, {
      prepareInvocation: ({ input }) => ({ invocationMessage: tool.message(input ?? {}) }),
      invoke: async ({ input, tokenizationOptions }) => {
        const text = service.hasIndex ? await tool.answer(await service.engine(), input ?? {}) : noIndex(service);
        const shown = tokenizationOptions === undefined ? text : await shortened(text, tokenizationOptions);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(shown)]);
      },
    }),
  );
  return vscode.Disposable.from(...registered);
}

/** For a model, which passes it on in the user's language. */
function noIndex({ folders, state }: WorkspaceService): string {
  if (folders.list.length === 0) return 'No folder of code is open, so there is nothing to search.';
  if (state.kind === 'indexing') return 'The first index of this workspace is being made; ask again when it is done.';
  return 'This workspace has no index yet. Nothing was searched. The user can make one with the command "Parallax: Index Workspace".';
}

/** Whole lines, as many as the budget holds; the best come first. */
async function shortened(
  text: string,
  { tokenBudget, countTokens }: vscode.LanguageModelToolTokenizationOptions,
): Promise<string> {
  const tokens = await countTokens(text);
  if (tokens <= tokenBudget) return text;
  const room = Math.floor((text.length * tokenBudget * 0.9) / tokens);
  const end = text.lastIndexOf('\n', room);
  return `${text.slice(0, end < 0 ? room : end)}\n… (cut to fit)`;
}
