// A real VS Code in a browser: code-server with the packaged extension installed, opened by Chromium. Every run has its
// own home, settings and extensions, so nothing of the machine's own editor is read or left behind.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Quiet, without moving parts, and with nothing that could cover the text. */
const USER_SETTINGS = {
  // A folder is opened in Restricted Mode, and nothing asks.
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.colorTheme': 'Default Light Modern',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'editor.occurrencesHighlight': 'off',
  'editor.minimap.enabled': false,
  // A line of the draft is a line of the page.
  '[markdown]': { 'editor.wordWrap': 'off' },
  'files.autoSave': 'off',
  'git.enabled': false,
  'window.confirmBeforeClose': 'never',
};

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** `drafts`: file name → text, laid in the folder that is opened. `web`: what plays the web. */
export async function startWorkbench({ tools, vsix, drafts, web }) {
  const root = mkdtempSync(path.join(tmpdir(), 'ibid-e2e-'));
  const folder = path.join(root, 'articles');
  const userData = path.join(root, 'user-data');
  const extensions = path.join(root, 'extensions');
  for (const dir of [path.join(folder, '.vscode'), path.join(userData, 'User'), extensions]) mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(USER_SETTINGS));
  writeFileSync(path.join(root, 'config.yaml'), 'auth: none\n');
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), '{}');
  for (const [name, text] of Object.entries(drafts)) writeFileSync(path.join(folder, name), text);

  const entry = path.join(tools, 'node_modules/code-server/out/node/entry.js');
  const env = { PATH: process.env.PATH, HOME: root, LANG: 'C.UTF-8', XDG_DATA_HOME: root, XDG_CONFIG_HOME: root, IBID_TEST_WEB: web };
  const own = ['--user-data-dir', userData, '--extensions-dir', extensions, '--config', path.join(root, 'config.yaml')];
  execFileSync(process.execPath, [entry, ...own, '--install-extension', vsix], { env, stdio: 'pipe' });

  const port = await freePort();
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
  const server = spawn(process.execPath, [entry, ...own, '--bind-addr', `127.0.0.1:${port}`, ...quiet], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (data) => (output += data));

  let browser;
  const stop = async () => {
    await browser?.close();
    await end(server);
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };

  try {
    await until('code-server to listen', () => fetch(`http://127.0.0.1:${port}/healthz`).then((answer) => answer.ok, () => false), 30_000);
    const { chromium } = createRequire(path.join(tools, 'package.json'))('playwright-core');
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: CHROMIUM_FLAGS, env });
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
    // A listed file means that the page has reached its extension host; the frame alone does not.
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: Object.keys(drafts)[0] }).waitFor({ timeout: 60_000 });
    const [installed] = readdirSync(extensions).filter((name) => name.startsWith('ibid.'));
    const binary = path.join(extensions, installed, 'server', 'ibid');
    return { page, folder, extensions, binary, stop, log: () => `${output}\n${ibidLog(userData)}` };
  } catch (error) {
    console.error(output);
    await stop();
    throw error;
  }
}

/** Tries until `attempt` gives something true. Never a fixed sleep: machines differ. */
export async function until(what, attempt, patience = 15_000) {
  const deadline = Date.now() + patience;
  let last;
  while (Date.now() < deadline) {
    last = await Promise.resolve().then(attempt).catch((error) => ((last = error), false));
    if (last) return last;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error(`waited ${patience / 1000} s in vain for ${what}`);
}

/** Process ids of the servers that this workbench's extension has started. */
export function serverPids(extensions) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const words = commandLine(pid);
      return words.includes('lsp') && words.some((word) => word.startsWith(extensions));
    })
    .map(Number);
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // it ended meanwhile
  }
}

/** What the extension and its server wrote, as the Output panel shows it. */
function ibidLog(userData) {
  const logs = path.join(userData, 'logs');
  return readdirSync(logs, { recursive: true })
    .filter((name) => /(^|-)ibid\.log$/.test(path.basename(name)))
    .map((name) => readFileSync(path.join(logs, name), 'utf8'))
    .join('\n');
}

function freePort() {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

async function end(child) {
  if (child.exitCode !== null) return;
  const gone = new Promise((resume) => child.once('exit', resume));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await gone;
  clearTimeout(timer);
}
