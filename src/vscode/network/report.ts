/** Network activity as a document: who can be contacted by the settings as they are, and who was. */
import * as vscode from 'vscode';
import { printable } from '../../engine/ask/printable.ts';
import type { Purpose } from '../../node/network.ts';
import type { Activity } from './activity.ts';
import type { Reachable } from './reachable.ts';

/** Markdown, in the window's language. */
export function networkReport(reachable: readonly Reachable[], activities: readonly Activity[]): string {
  const { l10n } = vscode;
  const sections = [
    `# ${l10n.t('Parallax: Network Activity')}`,
    `## ${l10n.t('What can be contacted by the present settings')}`,
    reachable.length === 0
      ? l10n.t('Nothing: no language model and no embedding server is set up.')
      : reachable.map(itemOf).join('\n'),
    `## ${l10n.t('What was contacted since this window opened')}`,
    activities.length === 0 ? l10n.t('Nothing has been sent.') : listOf(activities),
    l10n.t(
      'What you ask @parallax, and what agents read with Parallax’s tools, goes to the model that is chosen in VS Code’s own chat.',
    ),
    l10n.t('Sizes are those of the contents, without headers. Parallax has no telemetry.'),
  ];
  return `${sections.join('\n\n')}\n`;
}

function itemOf({ who, why }: Reachable): string {
  return `- ${quoted(who)}: ${why}`;
}

/** Newest first. */
function listOf(activities: readonly Activity[]): string {
  return activities.toReversed().map(lineOf).join('\n');
}

function lineOf(activity: Activity): string {
  const { l10n } = vscode;
  const when = new Date(activity.at).toLocaleString(vscode.env.language);
  const end = [outcomeWords(activity.outcome), printable(activity.detail)].filter(Boolean).join(': ');
  const [who, what, sent, received] = partsOf(activity);
  return `- ${l10n.t('{0}: {1} for {2}: {3} sent, {4} received; {5}.', when, quoted(who), what, sent, received, end)}`;
}

function partsOf(activity: Activity): readonly [who: string, what: string, sent: string, received: string] {
  if (activity.kind === 'request')
    return [activity.host, purposeWords(activity.purpose), bytes(activity.sent), bytes(activity.received)];
  const { l10n, env } = vscode;
  const { vendor, model, prompt, completion } = activity;
  const tokens = (count: number) => l10n.t('{0} tokens', count.toLocaleString(env.language));
  return [l10n.t('VS Code: {0}', `${vendor}/${model}`), purposeWords('answer'), tokens(prompt), tokens(completion)];
}

/** Names come from settings and other extensions: nothing in them may begin markup. */
function quoted(name: string): string {
  return `\`${printable(name).replaceAll('`', '')}\``;
}

function bytes(count: number): string {
  const unit = { style: 'unit', unitDisplay: 'long', maximumFractionDigits: 1 } as const;
  const [value, name] = count < 1000 ? [count, 'byte'] : count < 1e6 ? [count / 1000, 'kilobyte'] : [count / 1e6, 'megabyte'];
  return new Intl.NumberFormat(vscode.env.language, { ...unit, unit: name as string }).format(value as number);
}

function purposeWords(purpose: Purpose): string {
  const { l10n } = vscode;
  const words: Readonly<Record<Purpose, string>> = {
    answer: l10n.t('answers'),
    models: l10n.t('list of models'),
    embedding: l10n.t('embedding code and questions'),
    download: l10n.t('downloading an embedding model'),
  };
  return words[purpose];
}

function outcomeWords(outcome: Activity['outcome']): string {
  const { l10n } = vscode;
  const words: Readonly<Record<Activity['outcome'], string>> = {
    done: l10n.t('done'),
    refused: l10n.t('refused'),
    failed: l10n.t('failed'),
    stopped: l10n.t('stopped'),
  };
  return words[outcome];
}
