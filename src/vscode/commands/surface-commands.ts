/** The commands about code: explain, ask, search, similar code, calls, the prompt. */
import * as vscode from 'vscode';
import type { Host } from '../host.ts';
import { type Place, showPlace } from '../places.ts';
import { showCalls } from './calls-command.ts';
import { openDoctor } from './doctor-command.ts';
import { askCodebase, copyPrompt, explainThis } from './explain-commands.ts';
import { registerCommands } from './register.ts';
import { searchByMeaning } from './search-command.ts';
import { findSimilar } from './similar-command.ts';

export function registerSurfaceCommands(host: Host): vscode.Disposable {
  const doctor = openDoctor(host);
  const commands = registerCommands(
    {
      'parallax.explain.this': (...args) => explainThis(host, args),
      'parallax.ask.open': () => askCodebase(host),
      'parallax.prompt.copy': (...args) => copyPrompt(host, args),
      'parallax.index.doctor': () => doctor.examine(),
      'parallax.search.open': () => searchByMeaning(host),
      'parallax.similar.find': (...args) => findSimilar(host, args),
      'parallax.calls.show': (...args) => showCalls(host, args),
      'parallax.place.open': (place) => showPlace(host.service, place as Place),
    },
    host.log,
  );
  return vscode.Disposable.from(doctor, commands);
}
