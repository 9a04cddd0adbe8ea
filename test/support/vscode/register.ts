/** Import this first, and what imports `vscode` dynamically after it: the stand-in takes its place. */
import { register } from 'node:module';

const standIn = new URL('./stand-in.ts', import.meta.url).href;
const hook = `export const resolve = (name, context, next) => next(name === 'vscode' ? ${JSON.stringify(standIn)} : name, context);`;

register(`data:text/javascript,${encodeURIComponent(hook)}`);
