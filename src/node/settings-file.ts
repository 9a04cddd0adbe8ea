/** The name of a workspace's own settings file: apart from its reading, which needs a schema library that a window's start does not. */
export const SETTINGS_FILE = 'parallax.json';
