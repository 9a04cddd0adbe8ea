/**
 * `npm run ask -- "question" --root DIR`: installs and builds what is missing, then hands over to the command line in this
 * very process, so that signals, exit code and open descriptors need no forwarding.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './freshness.mjs';
import { ROOT, setUp } from './setup.mjs';

setUp();
ensureBuilt();

// npm changes to the project's folder; a relative --root means the folder the user stands in.
process.chdir(process.env.INIT_CWD ?? process.cwd());
const cli = join(ROOT, 'out', 'cli.js');
process.argv = [process.argv[0], cli, 'ask', ...process.argv.slice(2)];
await import(pathToFileURL(cli).href);
