/**
 * Folders that hold no code of the project's own: version control, dependencies, caches, build output.
 *
 * A name alone decides only where nobody gives such a name to code of their own. A name that people do give to their code
 * (`build`, `target`, `vendor`, `bin`) needs evidence: a file inside that only the tool writes, or the project file beside
 * it. Build output by a file beside it is ruled out only where no `.gitignore` reaches: where one does, its authors have
 * said what is built, and what they left in is theirs.
 */

/** Never entered, whatever any ignore file says. */
const VERSION_CONTROL = new Set(['.git', '.hg', '.svn', '.bzr', '.jj', '.pijul', '.sl', 'CVS', '_darcs']);

const BY_NAME = new Set(
  `node_modules bower_components jspm_packages .yarn .pnpm-store .venv site-packages __pycache__ __pypackages__ .tox .nox
  .eggs .mypy_cache .pytest_cache .ruff_cache .hypothesis .ipynb_checkpoints .pytype Pods Carthage DerivedData xcuserdata
  .build .swiftpm .next .nuxt .svelte-kit .angular .astro .docusaurus .turbo .parcel-cache .nyc_output .vercel .netlify
  .serverless .aws-sam cdk.out .expo .gradle .cxx .externalNativeBuild .terraform .terragrunt-cache .bundle .dart_tool
  .pub-cache elm-stuff dist-newstyle .stack-work zig-cache .zig-cache zig-out CMakeFiles .ccls-cache .metals .bloop .bsp
  .scannerwork .vagrant .idea .vs .history .cache __MACOSX .ssh .gnupg`.split(/\s+/),
);

/** Files that a tool writes into a folder of its own; any folder that holds one is ruled out. */
const TELLTALE = ['CACHEDIR.TAG', 'pyvenv.cfg', 'CMakeCache.txt', 'coverage-final.json', 'lcov.info'];

interface Evidence {
  readonly name: string;
  /** A file or folder that must lie inside. */
  readonly inside?: RegExp;
  /** A file that must lie beside. */
  readonly beside?: RegExp;
}

const DEPENDENCIES: readonly Evidence[] = [
  { name: 'vendor', inside: /^(modules\.txt|autoload\.php)$/ },
  { name: 'deps', beside: /^(mix\.exs|rebar\.config)$/ },
];

const BUILD_OUTPUT: readonly Evidence[] = [
  { name: 'target', beside: /^(Cargo\.toml|pom\.xml|build\.sbt|project\.clj)$/ },
  { name: 'build', beside: /^((build|settings)\.gradle(\.kts)?|pubspec\.yaml|setup\.py|meson\.build|CMakeLists\.txt)$/ },
  { name: 'build', beside: /^package\.json$/, inside: /^(index\.html|asset-manifest\.json|static)$/ },
  { name: 'build', inside: /^(build\.ninja|\.ninja_log|Makefile\.in|config\.status)$/ },
  { name: 'dist', beside: /^(package\.json|setup\.py|pyproject\.toml|.*\.cabal)$/ },
  { name: 'out', beside: /^(package\.json|tsconfig\.json|.*\.iml)$/ },
  { name: 'bin', beside: /\.(cs|fs|vb)proj$/ },
  { name: 'obj', beside: /\.(cs|fs|vb)proj$/ },
  { name: '_build', beside: /^(mix\.exs|rebar\.config|dune-project|conf\.py)$/ },
];

export function isVersionControl(name: string): boolean {
  return VERSION_CONTROL.has(name);
}

/** @param parent name of the folder it lies in, '' for the root */
export function isForeignByName(name: string, parent: string): boolean {
  return BY_NAME.has(name) || (name === 'bundle' && parent === 'vendor') || name.endsWith('.egg-info');
}

/** What must be known of a folder before its content can tell whether it is the project's own. */
export interface FolderFacts {
  readonly name: string;
  readonly inside: ReadonlySet<string>;
  readonly beside: ReadonlySet<string>;
  /** A `.gitignore` reaches it. */
  readonly governed: boolean;
}

export function isForeignByEvidence(facts: FolderFacts): boolean {
  if (TELLTALE.some((name) => facts.inside.has(name))) return true;
  if (DEPENDENCIES.some((evidence) => applies(evidence, facts))) return true;
  return !facts.governed && BUILD_OUTPUT.some((evidence) => applies(evidence, facts));
}

function applies(evidence: Evidence, { name, inside, beside }: FolderFacts): boolean {
  if (evidence.name !== name) return false;
  return (
    (evidence.inside === undefined || any(inside, evidence.inside)) &&
    (evidence.beside === undefined || any(beside, evidence.beside))
  );
}

function any(names: ReadonlySet<string>, pattern: RegExp): boolean {
  for (const name of names) if (pattern.test(name)) return true;
  return false;
}
