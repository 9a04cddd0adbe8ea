/** From a saved file to a search that sees it, in a copy of the tree. */
import { copyFile, mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../src/engine/engine.ts';
import { isDefinition, type Snapshot } from '../src/engine/index/snapshot.ts';
import { median, shuffled, timed } from './measure.ts';
import { openBenchEngine, openSnapshot, openStayingEngine, type Place, workspaceFiles } from './workspace.ts';

const EDITS = 10;
/** Nobody saves a file sooner after opening a folder. */
const PAUSE_MS = 1_000;

export interface SavedFileResult {
  /** In an engine that has opened an unchanged index a second ago, and has read no file since. */
  readonly firstMs: number;
  /** Further ones. */
  readonly edits: number;
  /** From the call of `update` to the answer that has the new name first, the median over the further edits. */
  readonly medianMs: number;
  readonly worstMs: number;
  /** Of the median: the update alone. The search after it makes ready what a new snapshot needs. */
  readonly updateMs: number;
  /** Files whose new name the search did not bring first: anything but 0 is a fault. */
  readonly unseen: readonly string[];
}

/** `copy` is an empty folder; the index of it goes to the place's home. Undefined where fewer than two files have a name to change. */
export async function measureSavedFile({ place, copy }: { place: Place; copy: string }): Promise<SavedFileResult | undefined> {
  await copyTree(place, copy);
  const copied: Place = { root: copy, home: place.home };
  await indexed(copied);
  const renames = renamesIn(await openSnapshot(copied));
  if (renames.length < 2) return undefined;
  const engine = await openStayingEngine(copied);
  await engine.index();
  await delay(PAUSE_MS);
  const edits: Edit[] = [];
  for (const [i, rename] of renames.entries()) edits.push(await saveAndFind(engine, copy, rename, i));
  await engine.close();
  return summary(edits);
}

async function indexed(place: Place): Promise<void> {
  const engine = await openBenchEngine(place);
  await engine.index();
  await engine.close();
}

function summary([first, ...further]: readonly Edit[]): SavedFileResult {
  const times = further.map(({ ms }) => ms);
  return {
    firstMs: first.ms,
    edits: further.length,
    medianMs: median(times),
    worstMs: Math.max(...times),
    updateMs: median(further.map(({ updateMs }) => updateMs)),
    unseen: [first, ...further].filter(({ seen }) => !seen).map(({ path }) => path),
  };
}

/** What the walk lists, with its times, so that nothing looks newer than the index. */
async function copyTree(place: Place, copy: string): Promise<void> {
  const { files } = await (await workspaceFiles(place)).list();
  for (const { path, mtimeMs } of files) {
    const to = join(copy, path);
    await mkdir(dirname(to), { recursive: true });
    await copyFile(join(place.root, path), to);
    await utimes(to, mtimeMs / 1000, mtimeMs / 1000);
  }
}

interface Rename {
  readonly path: string;
  readonly name: string;
}

/** Definitions with a plain name, each in another file: a new name is an edit in any language, and a question for it. */
function renamesIn(snapshot: Snapshot): readonly Rename[] {
  const byPath = new Map<string, Rename>();
  for (const { segment, firstUnit } of snapshot.parts) {
    for (let local = 0; local < segment.unitCount; local++) {
      if (!isDefinition(segment, local) || !snapshot.isLive(firstUnit + local)) continue;
      const { path, name, kind } = snapshot.unit(firstUnit + local);
      if (/^[A-Za-z_]\w{4,}$/.test(name) && (kind === 'function' || kind === 'method')) byPath.set(path, { path, name });
    }
  }
  return shuffled([...byPath.values()]).slice(0, EDITS);
}

interface Edit {
  readonly path: string;
  readonly ms: number;
  readonly updateMs: number;
  readonly seen: boolean;
}

async function saveAndFind(engine: Engine, root: string, { path, name }: Rename, i: number): Promise<Edit> {
  const newName = `${name}Renamed${i}`;
  const text = await readFile(join(root, path), 'latin1'); // Byte for byte, whatever the encoding is.
  await writeFile(join(root, path), text.replace(new RegExp(`\\b${name}\\b`, 'g'), newName), 'latin1');
  const updated = await timed(() => engine.update([path]));
  const searched = await timed(() => engine.search({ text: newName }));
  const best = searched.value.hits[0];
  const seen = best?.path === path && best.symbol.endsWith(newName);
  return { path, ms: updated.ms + searched.ms, updateMs: updated.ms, seen };
}
