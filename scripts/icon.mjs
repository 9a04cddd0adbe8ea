/** Draws media/icon.png, the Marketplace's icon (it takes no SVG), from media/parallax.svg: `node scripts/icon.mjs`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from './setup.mjs';
import { ensureBrowser } from './vscode/browser.mjs';

const SIZE = 256;
const drawing = readFileSync(join(ROOT, 'media', 'parallax.svg'), 'utf8');
const page = `<style>
  body { margin: 0; width: ${SIZE}px; height: ${SIZE}px; }
  div { width: 100%; height: 100%; display: grid; place-items: center; border-radius: 22%; color: #f4f7fb;
    background: linear-gradient(150deg, #35507a, #101c33); }
  svg { width: 70%; height: 70%; }
</style><div>${drawing}</div>`;

const browser = await chromium.launch({ executablePath: ensureBrowser(), chromiumSandbox: false });
try {
  const tab = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  await tab.setContent(page);
  await tab.screenshot({ path: join(ROOT, 'media', 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
