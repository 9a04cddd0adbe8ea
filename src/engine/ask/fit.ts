/** Thins a context out until a model with a limit of its own takes it. It knows counts; not who counts. */
import { questionTooLong } from '../errors.ts';
import type { Context } from '../types.ts';
import { onlyChunks, promptOf } from './complete.ts';
import { MESSAGES } from './messages.ts';

/** Tokens that servers add around each message. */
const AROUND = 50;

/** As much of a model as fitting needs. */
export interface Limited {
  /** Undefined where nobody says. */
  readonly maxInputTokens: number | undefined;
  /** Tokens of a text as this model counts; an estimate where it cannot. */
  countTokens(text: string): Promise<number>;
}

/** The context as far as the model takes it; what had to go is said in notSeen. @throws EngineError questionTooLong */
export async function fitted(model: Limited, context: Context): Promise<Context> {
  const { maxInputTokens } = model;
  return maxInputTokens === undefined ? context : fitContext(context, maxInputTokens, (text) => model.countTokens(text));
}

/**
 * The context less its last chunks, those that the user asked for by name last of all; what is missing is said in notSeen.
 * @param limit tokens the model takes in all
 * @param countTokens of a text, as that model counts
 * @throws EngineError questionTooLong, where not even the question fits
 */
export async function fitContext(
  context: Context,
  limit: number,
  countTokens: (text: string) => Promise<number>,
): Promise<Context> {
  const room = limit - AROUND;
  const note = (dropped: number) => MESSAGES[context.language].didNotFit(dropped, limit);
  const leaving = leavingOrder(context);
  const fitting = (kept: number) => onlyChunks(context, leaving.slice(leaving.length - kept), note);
  const tokens = async (kept: number) => promptTokens(fitting(kept), countTokens);
  if ((await tokens(leaving.length)) <= room) return context;
  const bare = await tokens(0);
  if (bare > room) throw questionTooLong(bare, limit);
  // Counting may ask another process, so the count that fits is found by halving.
  let [fits, tooMany] = [0, leaving.length];
  while (tooMany - fits > 1) {
    const half = (fits + tooMany) >> 1;
    if ((await tokens(half)) <= room) fits = half;
    else tooMany = half;
  }
  return fitting(fits);
}

/** Numbers of the chunks, first the one that is missed least. */
function leavingOrder({ chunks }: Context): readonly number[] {
  const last = chunks.toReversed();
  return [...last.filter(({ attached }) => !attached), ...last.filter(({ attached }) => attached)].map(({ n }) => n);
}

async function promptTokens(context: Context, countTokens: (text: string) => Promise<number>): Promise<number> {
  const counts = await Promise.all(promptOf(context).map(({ content }) => countTokens(content)));
  return counts.reduce((sum, count) => sum + count, 0);
}
