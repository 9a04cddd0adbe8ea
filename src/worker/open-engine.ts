/** The engine of Node hosts: settings and what is shipped to ports, ports to engine. */
import type { Engine } from '../engine/engine.ts';
import { modelIncomplete } from '../engine/errors.ts';
import { openEngine } from '../engine/open.ts';
import type { LanguageModel, Log, Store } from '../engine/ports.ts';
import type { Translations } from '../engine/retrieve/translate.ts';
import { openEmbedder } from '../node/embedders/open.ts';
import { openFiles } from '../node/files/files.ts';
import { openHasher } from '../node/hasher.ts';
import { openLanguageModel } from '../node/language-model.ts';
import { indexFolder } from '../node/locations.ts';
import { type NoteRequest, notedFetch } from '../node/network.ts';
import { type Flags, readSettings, type Settings } from '../node/settings.ts';
import { loadTranslations, openShippedModel } from '../node/shipped.ts';
import { openStore } from '../node/store.ts';
import { openDigestPool } from './digest-pool.ts';
import { openGraphs } from './graphs.ts';

/** Which workspace, and what its user has set. Plain data, because it may travel to a thread. */
export interface EngineSetting {
  /** Absolute. */
  readonly root: string;
  readonly flags: Flags;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True where the process serves for long, so that minutes of work for faster searches are well spent; false when left out. */
  readonly stays?: boolean;
  /** True where people work on the machine meanwhile, so that indexing takes fewer threads and gives way; false when left out. */
  readonly background?: boolean;
}

/**
 * Opens the engine in this thread; files are digested in threads of their own, started when there is something to digest.
 * `onRequest` hears of every request to a server.
 * @throws EngineError rootMissing, rootNotAFolder, settingsInvalid, assetMissing, and what is wrong with a model's address or an embedder.
 */
export async function openLocalEngine({
  root,
  flags,
  env,
  stays = false,
  background = false,
  log,
  onRequest = () => {},
}: EngineSetting & { readonly log: Log; readonly onRequest?: NoteRequest }): Promise<Engine> {
  const { settings, refused } = await readSettings(root, flags, env);
  const languageModel = languageModelOf(settings.model, onRequest);
  const fileOptions = { ...settings.index, env: { ...env } };
  const [files, model, hash] = await Promise.all([openFiles(root, fileOptions), openShippedModel(), openHasher()]);
  const embedder = await openEmbedder(settings.embedder, onRequest);
  for (const sentence of refused) log.warn(sentence);
  const folder = indexFolder(root, env);
  const store = openStore(folder);
  const digester = openDigestPool({ root, files: fileOptions, embeds: embedder === undefined }, { background });
  // Where there is no index yet, a thread gets ready while this one goes on.
  if (await isEmpty(store)) digester.prepare(1);
  return openEngine(root, {
    files,
    store,
    stays,
    graphs: openGraphs(folder, stays, background),
    digester,
    log,
    hash,
    now: Date.now,
    model,
    translations: async () => ({ ...(await loadTranslations()), ...certain(settings.terms) }),
    embedder,
    languageModel,
    answers: settings.answer,
  });
}

/** What keeps it from being read is told by whoever needs it. */
function isEmpty(store: Store): Promise<boolean> {
  return store.list().then(
    (files) => files.length === 0,
    () => false,
  );
}

function languageModelOf({ baseUrl, name, apiKey }: Settings['model'], onRequest: NoteRequest): LanguageModel | undefined {
  if (baseUrl !== undefined && name !== undefined)
    return openLanguageModel({ baseUrl, model: name, apiKey, fetch: notedFetch('answer', onRequest) });
  if (baseUrl !== undefined) throw modelIncomplete('PARALLAX_BASE_URL', 'PARALLAX_MODEL');
  if (name !== undefined) throw modelIncomplete('PARALLAX_MODEL', 'PARALLAX_BASE_URL');
  return undefined;
}

/** What the workspace says its words mean is not a guess. */
function certain(terms: Settings['terms']): Translations {
  return Object.fromEntries(Object.entries(terms).map(([term, words]) => [term, words.map((word) => [word, 1] as const)]));
}
