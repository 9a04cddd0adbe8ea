/** The engine's four angles in words that say what one will find. */
import * as vscode from 'vscode';
import type { Angle } from '../../engine/types.ts';

export interface AngleWords {
  readonly label: string;
  readonly detail: string;
  readonly icon: string;
}

export function angleWords(): Readonly<Record<Angle, AngleWords>> {
  const { l10n } = vscode;
  return {
    purpose: {
      label: l10n.t('Same purpose'),
      detail: l10n.t('Does the same job, however it is named or written'),
      icon: 'target',
    },
    construction: {
      label: l10n.t('Built alike'),
      detail: l10n.t('Takes the same steps and makes the same calls, whatever it is for'),
      icon: 'tools',
    },
    company: {
      label: l10n.t('Same company'),
      detail: l10n.t('Is called by the same code, and calls the same code'),
      icon: 'organization',
    },
    place: {
      label: l10n.t('Same neighborhood'),
      detail: l10n.t('Lives in the same part of the codebase: path, module, class'),
      icon: 'location',
    },
  };
}
