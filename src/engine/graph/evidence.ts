/**
 * How well a definition fits a call: visible from there, near, and owned by what stands before the dot. It looks at one
 * definition at a time and knows nothing of its rivals. The numbers are judgements, ordered by how often each kind of
 * evidence is right; only their order and rough ratios matter, since resolve.ts divides by their sum.
 */
import type { Call, UnitKind, UnitRecord } from '../types.ts';
import { fold, importStrength, isHeader } from './imports.ts';
import { familyOf, hasImplicitSelf, needsImport, sharesFolder } from './language.ts';
import { type CorpusView, importOf } from './view.ts';

/** How well each kind answers to a call. A type may be called to convert or to construct. */
const CALLABLE: Readonly<Partial<Record<UnitKind, number>>> = {
  function: 1,
  method: 1,
  constructor: 1,
  macro: 1,
  class: 1,
  schema: 0.6,
  constant: 0.6,
  type: 0.4,
  enum: 0.4,
  interface: 0.4,
};

const SELF = new Set(['self', 'this', 'cls', 'Self', 'super', 'base', 'parent', 'static', '__MODULE__', 'class']);

/** The last name of a receiver: `a.b->client()` is spoken of as `client`. */
export function receiverName(receiver: string): string {
  const bare = receiver.replace(/(\([^()]*\)|\[[^[\]]*\]|<[^<>]*>)+$/g, '').replace(/[?!]+$/, '');
  return /([\p{L}\p{N}_]+)\W*$/u.exec(bare)?.[1] ?? '';
}

/** Whether the receiver is the object or class that the call stands in. */
export function isSelf(receiver: string): boolean {
  return SELF.has(receiver.replace(/^[$@&*(]+|[)?!]+$|\(\)$/g, ''));
}

/** What a call goes by in the file's imports: the receiver, or the name itself where there is none. */
export function spokenName(call: Call): string {
  return call.receiver === '' ? call.name : receiverName(call.receiver);
}

/** The innermost enclosing scope, or ''. */
export function ownerOf(unit: UnitRecord): string {
  return unit.scope.slice(unit.scope.lastIndexOf('.') + 1);
}

function isMember(unit: UnitRecord): boolean {
  return unit.kind === 'method' || unit.kind === 'constructor';
}

/** How well two names speak of the same thing: a class and a variable named after it, a module and its file. */
function likeness(spoken: string, defined: string): number {
  if (spoken === '' || defined === '') return 0;
  if (spoken === defined) return 1;
  const a = fold(spoken);
  const b = fold(defined);
  if (a === b) return 0.9;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && long.endsWith(short) ? 0.6 : 0;
}

/** Whether an import names what is called, or what it is called on, and leads to the definition's file. */
function importedByName(view: CorpusView, from: UnitRecord, call: Call, to: UnitRecord): number {
  const one = importOf(view, from.path, spokenName(call));
  return one === undefined ? 0 : importStrength(one, view.path(from.path), view.path(to.path));
}

/** Share of the folders, from the root, that two paths have in common. */
function sharedFolders(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return shared / Math.max(a.length, b.length, 1);
}

/** Nearness of a definition to the file of the call: same file 1, then imported, same folder, elsewhere. */
function nearness(view: CorpusView, from: UnitRecord, call: Call, to: UnitRecord): number {
  if (from.path === to.path) return 1;
  const a = view.path(from.path);
  const b = view.path(to.path);
  const sameFolder = sharesFolder(from.language) ? 0.8 : 0.4;
  return Math.max(
    importedByName(view, from, call, to),
    view.imported(from.path, to.path) * 0.8,
    a.folder === b.folder ? sameFolder : 0,
    0.08 + 0.07 * sharedFolders(a.folders, b.folders),
  );
}

/** Whether the language lets the call see the definition at all: 1 surely, 0 never. */
function visibility(view: CorpusView, from: UnitRecord, to: UnitRecord): number {
  if (to.exported || from.path === to.path) return 1;
  const family = familyOf(from.language);
  if (family === 'c') return isMember(to) || isHeader(to.path) ? 1 : 0;
  if (family === 'go') return view.path(from.path).folder === view.path(to.path).folder ? 1 : 0;
  if (family === 'js') return isMember(to) ? 0.7 : 0.1;
  return 0.3;
}

/** Last names of the types that the class around a unit extends or implements. */
function basesAround(view: CorpusView, unit: UnitRecord): readonly string[] {
  const owner = ownerOf(unit);
  const owners = view.unitsOf(unit.path).filter((one) => one.name === owner && one.bases.length > 0);
  return owners.flatMap((one) => one.bases.map(receiverName));
}

/** Whether the definition belongs to the class the call stands in: its own 1, inherited 0.8, neither 0. */
function ownMember(view: CorpusView, from: UnitRecord, to: UnitRecord): number {
  const owner = ownerOf(to);
  if (owner === '') return 0;
  if (from.scope.split('.').includes(owner) || owner === from.name) return 1;
  return basesAround(view, from).includes(owner) ? 0.8 : 0;
}

/** A name that no import brings in can still be global, or come through a star import or a re-export. */
const UNIMPORTED = 0.4;

function fitWithoutReceiver(view: CorpusView, from: UnitRecord, call: Call, to: UnitRecord): number {
  if (!isMember(to)) return isReachable(view, from, call, to) ? 1 : UNIMPORTED;
  if (to.kind === 'constructor' && to.name === ownerOf(to)) return 1;
  return hasImplicitSelf(from.language) ? Math.max(ownMember(view, from, to), 0.05) : 0.05;
}

function fitWithReceiver(view: CorpusView, from: UnitRecord, call: Call, to: UnitRecord): number {
  const spoken = receiverName(call.receiver);
  const { stem, folder } = view.path(to.path);
  const lastFolder = folder.slice(folder.lastIndexOf('/') + 1);
  const owner = to.scope.split('.').includes(spoken) ? 0.9 : 0;
  const module = isMember(to) ? 0 : 0.9 * Math.max(likeness(spoken, stem), likeness(spoken, lastFolder));
  const unknown = isMember(to) ? 0.35 : 0.05;
  return Math.max(likeness(spoken, ownerOf(to)), owner, module, importedByName(view, from, call, to), unknown);
}

function isReachable(view: CorpusView, from: UnitRecord, call: Call, to: UnitRecord): boolean {
  if (from.path === to.path || !needsImport(from.language)) return true;
  return view.imported(from.path, to.path) > 0 || importedByName(view, from, call, to) > 0;
}

function scopeFit(view: CorpusView, from: UnitRecord, call: Call, to: UnitRecord): number {
  if (call.receiver === '') return fitWithoutReceiver(view, from, call, to);
  if (isSelf(call.receiver)) return Math.max(ownMember(view, from, to), isMember(to) ? 0.1 : 0.02);
  return fitWithReceiver(view, from, call, to);
}

/** The weight of `to` as the meaning of a call written in `from`, 0–1; 0 where it cannot be meant. */
export function weighDefinition(view: CorpusView, from: UnitRecord, call: Call, to: UnitRecord): number {
  if (to.part > 0 || familyOf(to.language) !== familyOf(from.language)) return 0;
  const possible = (CALLABLE[to.kind] ?? 0) * visibility(view, from, to);
  return possible === 0 ? 0 : possible * nearness(view, from, call, to) * scopeFit(view, from, call, to);
}
