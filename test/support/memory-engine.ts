/** A whole engine over files in memory, with the real parser, model and index. */
import type { Engine } from '../../src/engine/engine.ts';
import { type EnginePorts, openEngine } from '../../src/engine/open.ts';
import { openParser } from '../../src/engine/parse/parser.ts';
import { grammars } from './grammars.ts';
import { openHasher } from './hasher.ts';
import { inlineDigester, ListLog, MemoryFiles, MemoryStore } from './memory-ports.ts';
import { onDemand, shippedModel } from './model.ts';

export interface MemoryEngine {
  readonly engine: Engine;
  readonly files: MemoryFiles;
}

/** Indexed already; `ports` stand in the place of the usual ones. */
export async function memoryEngine(
  texts: Readonly<Record<string, string>>,
  ports: Partial<EnginePorts> = {},
): Promise<MemoryEngine> {
  const [hash, parser, model] = [await openHasher(), await openParser(grammars), shippedModel()];
  const files = new MemoryFiles(hash);
  for (const [path, text] of Object.entries(texts)) files.put(path, text);
  const engine = openEngine('memory', {
    files,
    store: new MemoryStore(),
    digester: inlineDigester(files, parser, model, hash),
    log: new ListLog(),
    hash,
    now: files.now,
    model: onDemand(model),
    translations: async () => ({}),
    ...ports,
  });
  await engine.index();
  return { engine, files };
}
