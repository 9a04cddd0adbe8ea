/** Import this first, and what imports `vscode` dynamically after it: the stand-in takes its place. */
import { register } from 'node:module';

const standIn = new URL('./stand-in.ts', import.meta.url).href;
const hook = `export function resolve(name, context, next) {
  return name === 'vscode' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(name, context);
}`;

register(`data:text/javascript,${encodeURIComponent(hook)}`);
