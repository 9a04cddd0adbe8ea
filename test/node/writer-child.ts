/** A process that writes into a store, to be killed by the tests. Arguments: the folder, what to do, how often. */
import { openStore } from '../../src/node/store.ts';

const [folder, task, times] = process.argv.slice(2);
const store = openStore(folder, { silenceMs: 1_000 });
const say = (line: string) => process.stdout.write(`${line}\n`);
const encode = (text: string) => new TextEncoder().encode(text);

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  /** Takes the lock, says so, and tries to write whenever it is asked to. */
  async hold() {
    await store.lock();
    say('held');
    for await (const _ of process.stdin) {
      await store.write('late', encode('late')).then(
        () => say('written'),
        (error) => say(error.code),
      );
    }
  },
  /** Adds one to a number in the store, again and again. */
  async count() {
    for (let i = 0; i < Number(times); i++) {
      const release = await store.lock();
      const before = await store.read('number');
      const number = before === undefined ? 0 : Number(new TextDecoder().decode(before));
      await store.write('number', encode(String(number + 1)));
      await release();
    }
  },
  /** Writes files that are all of one byte, over each other, for ever. */
  async churn() {
    await store.lock();
    for (let i = 0; ; i++) {
      await store.write('data', new Uint8Array(4_000_000).fill(i % 251));
      if (i === 0) say('writing');
    }
  },
  /** Takes the lock and gives it back, for ever. */
  async flicker() {
    say('flickering');
    for (;;) await (await store.lock())();
  },
};

await tasks[task]();
