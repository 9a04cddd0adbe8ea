/**
 * `parallax.*` as typed values, read anew at every use so that a change counts at once. What names a server or a model has
 * scope `machine` in package.json: a repository's settings cannot set it.
 */
import * as vscode from 'vscode';
import type { AnswerLanguage } from '../engine/types.ts';
import type { LogLevel } from './log.ts';

export type ModelSource = 'none' | 'vscode' | 'endpoint';
export type EmbeddingSource = 'built-in' | 'transformers' | 'endpoint';
export type ReviewContext = 'always' | 'whenLarge' | 'never';

export interface ModelSettings {
  readonly source: ModelSource;
  /** Up to and including the version, '' when not set. */
  readonly baseUrl: string;
  /** The endpoint's name for a model, or `vendor/id` of one of VS Code's; '' when not set. */
  readonly name: string;
}

export interface IndexSettings {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly maxBytes: number;
}

function group(name: string, scope?: vscode.ConfigurationScope): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(`parallax.${name}`, scope);
}

export function modelSettings(): ModelSettings {
  const model = group('model');
  return {
    source: model.get<ModelSource>('source', 'none'),
    baseUrl: model.get<string>('baseUrl', '').trim(),
    name: model.get<string>('name', '').trim(),
  };
}

/** Of a workspace that is not trusted nothing is sent, to no server: the built-in model embeds it. */
export function embeddingSettings(): { readonly source: EmbeddingSource; readonly model: string } {
  const embedding = group('embedding');
  const source = embedding.get<EmbeddingSource>('source', 'built-in');
  const isKeptHere = source === 'endpoint' && !vscode.workspace.isTrusted;
  return { source: isKeptHere ? 'built-in' : source, model: embedding.get<string>('model', '').trim() };
}

export function indexSettings(folder: vscode.Uri): IndexSettings {
  const index = group('index', folder);
  return {
    include: index.get<string[]>('include', []),
    exclude: index.get<string[]>('exclude', []),
    maxBytes: index.get<number>('maxBytes', 1_000_000),
  };
}

/** Whether an existing index is kept up to date by itself. */
export function keepsUpToDate(): boolean {
  return group('index').get<boolean>('keepUpToDate', true);
}

export function hoverIsOn(document: vscode.Uri): boolean {
  return group('hover', document).get<boolean>('enabled', true);
}

export function reviewSettings(): { readonly when: ReviewContext; readonly largeTokens: number } {
  const chat = group('chat');
  return { when: chat.get<ReviewContext>('reviewContext', 'whenLarge'), largeTokens: chat.get<number>('largeContext', 8000) };
}

/** The language answers are given in; undefined follows the question. */
export function answerLanguage(): AnswerLanguage | undefined {
  const language = group('answer').get<'question' | AnswerLanguage>('language', 'question');
  return language === 'question' ? undefined : language;
}

/** The language to answer in; undefined follows the question. Where nothing was asked in words, it is the window's. */
export function languageFor(question: string): AnswerLanguage | undefined {
  if (question.trim() !== '') return answerLanguage();
  return answerLanguage() ?? windowLanguage();
}

/** The language that VS Code speaks, of those that we do. */
export function windowLanguage(): AnswerLanguage {
  return vscode.env.language.startsWith('zh') ? 'zh' : 'en';
}

/** What kind of system this is, in the user's words; '' when not said. */
export function domainFrame(): string {
  return group('answer').get<string>('frame', '').trim();
}

/** Tokens of code that one question may send. */
export function contextBudget(): number {
  return group('answer').get<number>('contextTokens', 6000);
}

export function logLevel(): LogLevel {
  return group('log').get<LogLevel>('level', 'info');
}
