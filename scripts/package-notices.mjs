/** The licences of everything that others wrote and that is in the package, as one text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';

const HEAD = `Parallax includes the following packages, each under its own licence.
Grammars are compiled from the tree-sitter grammar of the language that they are named for.
`;
const RULE = '='.repeat(80);

/** @param {readonly string[]} folders of packages, relative to the repository */
export function noticesOf(folders) {
  return [HEAD, ...folders.filter((folder) => !folder.startsWith('scripts/')).map(noticeOf)].join(`\n${RULE}\n`);
}

function noticeOf(folder) {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  const from = typeof repository === 'string' ? repository : repository?.url;
  const head = [`${name} ${version}`, `Licence: ${license ?? 'see below'}`, ...(from ? [from] : [])].join('\n');
  return [head, ...textsOf(folder, name)].join('\n\n');
}

/** Who holds the rights to packages that name the MIT licence without its text, as their repositories say. */
const MIT_HOLDERS = { 'onnxruntime-common': 'Microsoft Corporation', 'onnxruntime-web': 'Microsoft Corporation' };

function textsOf(folder, name) {
  const files = readdirSync(join(ROOT, folder), { withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files
    .map((file) => file.name)
    .filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)([.-]|$)/i.test(file));
  if (names.length > 0)
    return names.sort().map((file) =>
      readFileSync(join(ROOT, folder, file), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
  if (name in MIT_HOLDERS) return [mit(MIT_HOLDERS[name])];
  throw new Error(`${folder} has no licence text: look for it in its repository, and say here what it is.`);
}

/** The text that our own licence has, with another name. */
function mit(holder) {
  const own = readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim();
  return own.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}
