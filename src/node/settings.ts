/**
 * What the user has set: flags before environment before `parallax.json` in the root. The file belongs to whoever wrote
 * the repository, so it may say only what cannot harm: no endpoint, no key, no embedder. In a workspace that the user does
 * not trust it may only leave files out: a frame and terms would speak into the prompt and bend the search, an `include`
 * would hide the rest, and a size limit could make the index huge, while leaving out its own secrets helps everybody.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { settingsInvalid } from '../engine/errors.ts';
import { isQuickPattern } from '../engine/text/patterns.ts';
import type { AnswerLanguage } from '../engine/types.ts';
import { type EmbedderFlags, type EmbedderSetting, embedderSetting } from './embedder-settings.ts';
import { type Environment, given, urlIn } from './environment.ts';
import { SETTINGS_FILE } from './settings-file.ts';

const MOST_BYTES = 256_000;

/** What a host takes from its own user: a command line's flags, or an editor's settings. */
export interface Flags extends EmbedderFlags {
  readonly baseUrl?: string;
  readonly model?: string;
  readonly apiKey?: string;
  /** Globs; where there are any, they stand in the place of the file's. */
  readonly include?: readonly string[];
  /** Globs, beside those of the file. */
  readonly exclude?: readonly string[];
  readonly maxBytes?: number;
  /** What kind of system this is. */
  readonly frame?: string;
  /** Of answers; that of each question when left out. */
  readonly language?: AnswerLanguage;
  /** False where the user does not trust who wrote the workspace; true when left out. */
  readonly trusted?: boolean;
}

export interface Settings {
  readonly index: {
    readonly include: readonly string[];
    readonly exclude: readonly string[];
    /** Larger files are passed over; undefined is the walk's own limit. */
    readonly maxBytes: number | undefined;
  };
  /** What kind of system this is and in which language to answer, where a request does not say it. */
  readonly answer: { readonly frame: string | undefined; readonly language: AnswerLanguage | undefined };
  /** The workspace's own Chinese terms of two or three characters, each with the words that its code uses. */
  readonly terms: Readonly<Record<string, readonly string[]>>;
  readonly model: {
    readonly baseUrl: string | undefined;
    readonly name: string | undefined;
    readonly apiKey: string | undefined;
  };
  readonly embedder: EmbedderSetting;
}

export interface ReadSettings {
  readonly settings: Settings;
  /** One sentence for each thing that `parallax.json` may not set and tried to. */
  readonly refused: readonly string[];
}

const pattern = z
  .string()
  .min(1)
  .max(200)
  .refine(isQuickPattern, 'a pattern may have 3 wildcards in a name, 5 names with any, and no parentheses');
const patterns = z.array(pattern).max(200);

const fileSchema = z.strictObject({
  $schema: z.string().optional(),
  index: z
    .strictObject({
      include: patterns.optional(),
      exclude: patterns.optional(),
      maxBytes: z.int().min(1).max(100_000_000).optional(),
    })
    .optional(),
  answer: z.strictObject({ frame: z.string().max(2000).optional() }).optional(),
  terms: z.record(z.string().regex(/^\p{Script=Han}{2,3}$/u), z.array(z.string().min(1))).optional(),
});
type SettingsFile = z.infer<typeof fileSchema>;

/** Groups that only flags and the environment may set. */
const PRIVATE_GROUPS = ['model', 'embedder'];

/** @throws EngineError settingsInvalid, one sentence about the first thing that is wrong. */
export async function readSettings(root: string, flags: Flags, env: Environment): Promise<ReadSettings> {
  const { file, refused } = await readSettingsFile(root, flags.trusted ?? true);
  const own = patternsOf(flags);
  const model = {
    baseUrl: urlIn(flags.baseUrl ?? given(env.PARALLAX_BASE_URL), 'the base URL of the language model'),
    name: flags.model ?? given(env.PARALLAX_MODEL),
    apiKey: flags.apiKey ?? given(env.PARALLAX_API_KEY) ?? given(env.OPENAI_API_KEY),
  };
  const settings: Settings = {
    index: {
      include: own.include.length > 0 ? own.include : (file.index?.include ?? []),
      exclude: [...own.exclude, ...(file.index?.exclude ?? [])],
      maxBytes: flags.maxBytes ?? file.index?.maxBytes,
    },
    answer: { frame: flags.frame ?? file.answer?.frame, language: flags.language },
    terms: file.terms ?? {},
    model,
    embedder: embedderSetting(flags, env, model),
  };
  return { settings, refused };
}

/** An editor's settings may come from the repository as well, so that the same rule holds. */
function patternsOf({ include = [], exclude = [] }: Flags): { include: readonly string[]; exclude: readonly string[] } {
  for (const [name, globs] of Object.entries({ include, exclude })) {
    const result = patterns.safeParse(globs);
    if (!result.success) throw settingsInvalid(`the patterns to ${name}`, sentenceOf(result.error.issues[0]));
  }
  return { include, exclude };
}

async function readSettingsFile(root: string, trusted: boolean): Promise<{ file: SettingsFile; refused: readonly string[] }> {
  const text = await readSmallFile(join(root, SETTINGS_FILE));
  if (text === undefined) return { file: {}, refused: [] };
  const value = parseJson(text);
  const tried = PRIVATE_GROUPS.filter((group) => group in value);
  const refused = tried.map(
    (group) => `${SETTINGS_FILE} tries to set '${group}', which only flags and the environment may set; that part is not used.`,
  );
  const result = fileSchema.safeParse(Object.fromEntries(Object.entries(value).filter(([key]) => !PRIVATE_GROUPS.includes(key))));
  if (!result.success) throw settingsInvalid(SETTINGS_FILE, sentenceOf(result.error.issues[0]));
  return trusted ? { file: result.data, refused } : onlyExclusions(result.data, refused);
}

function onlyExclusions(file: SettingsFile, refused: readonly string[]): { file: SettingsFile; refused: readonly string[] } {
  const { exclude, ...rest } = file.index ?? {};
  const tried = [
    ...Object.keys(rest).map((name) => `index.${name}`),
    ...(['answer', 'terms'] as const).filter((group) => file[group] !== undefined),
  ];
  const sentences = tried.map(
    (name) => `${SETTINGS_FILE} sets '${name}', which is not used in a workspace that is not trusted; it may only exclude files.`,
  );
  return { file: { index: { exclude } }, refused: [...refused, ...sentences] };
}

/** A link of the repository's may lead to a device that never ends; undefined where there is no such file. */
async function readSmallFile(path: string): Promise<string | undefined> {
  try {
    const stats = await stat(path);
    if (stats.isFile() && stats.size <= MOST_BYTES) return await readFile(path, 'utf8');
  } catch (error) {
    const { code, message, syscall } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    // Who may not even look has no way into the folder, which is said of the folder itself.
    if (code === 'EACCES' && syscall === 'stat') return undefined;
    throw settingsInvalid(SETTINGS_FILE, message);
  }
  throw settingsInvalid(SETTINGS_FILE, `a file of at most ${MOST_BYTES} bytes was expected`);
}

function parseJson(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw settingsInvalid(SETTINGS_FILE, `it is not JSON: ${(error as Error).message}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw settingsInvalid(SETTINGS_FILE, 'an object was expected');
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.');
  return place ? `${place}: ${issue.message}` : issue.message;
}
