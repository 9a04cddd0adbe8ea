/** Which languages can call one another, and what a call without a receiver may mean in each. Knows language ids only. */

const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  c: ['c', 'cpp', 'c++', 'objc', 'objective-c', 'objcpp', 'objective-cpp', 'cuda', 'cuda-cpp'],
  js: ['javascript', 'javascriptreact', 'jsx', 'typescript', 'typescriptreact', 'tsx', 'vue', 'svelte'],
  jvm: ['java', 'kotlin', 'scala', 'groovy'],
  dotnet: ['csharp', 'c#', 'fsharp', 'vb'],
  beam: ['elixir', 'erlang'],
  shell: ['bash', 'shell', 'shellscript', 'sh', 'zsh'],
  verilog: ['verilog', 'systemverilog'],
};

const FAMILY_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(FAMILIES).flatMap(([family, languages]) => languages.map((language) => [language, family] as const)),
);

/** The name of the group of languages that link together; a language in no group is a group of its own. */
export function familyOf(language: string): string {
  return FAMILY_OF.get(language) ?? language;
}

/** Languages where `f()` inside a class never means the class's own method `f`. */
const EXPLICIT_SELF = new Set(['js', 'python', 'rust', 'go', 'lua', 'php', 'zig', 'r', 'julia', 'perl']);

export function hasImplicitSelf(language: string): boolean {
  return !EXPLICIT_SELF.has(familyOf(language));
}

/** Languages where every file of a folder shares one name space, without imports. */
const FOLDER_PACKAGES = new Set(['go', 'jvm', 'dotnet', 'swift']);

export function sharesFolder(language: string): boolean {
  return FOLDER_PACKAGES.has(familyOf(language));
}

/** Languages where a name of another file must be imported before it can be called. */
const IMPORTING = new Set(['js', 'python', 'rust', 'haskell', 'dart']);

export function needsImport(language: string): boolean {
  return IMPORTING.has(familyOf(language));
}
