/** How the MCP server that comes with Parallax is started for the folders of a window. It starts nothing itself. */
import { assetPath } from '../../node/assets.ts';

export interface McpCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Null takes a variable away. */
  readonly env: Readonly<Record<string, string | null>>;
}

/** A language model of the shell's must not be asked behind the back of the window's settings. */
const TAKEN_AWAY = { PARALLAX_BASE_URL: null, PARALLAX_MODEL: null, PARALLAX_API_KEY: null, OPENAI_API_KEY: null };

/**
 * The index is the window's, which keeps it up to date; the server only reads it.
 * @param embedder variables that name what made the index, keys excepted
 */
export function mcpCommand(roots: readonly string[], embedder: Readonly<Record<string, string>>): McpCommand {
  return {
    // In a desktop VS Code this is Electron, which the variable makes a plain Node.
    command: process.execPath,
    args: [assetPath('out/mcp.js'), '--no-update', ...roots.flatMap((root) => ['--root', root])],
    env: { ...TAKEN_AWAY, ...indexHome(), ...embedder, ELECTRON_RUN_AS_NODE: '1' },
  };
}

function indexHome(): Readonly<Record<string, string>> {
  const { PARALLAX_HOME } = process.env;
  return PARALLAX_HOME === undefined ? {} : { PARALLAX_HOME };
}
