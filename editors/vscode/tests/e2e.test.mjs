// The extension in the real editor, with the real server, used the way a writer does.
//   TOOLS=… VSIX=… SCREENSHOTS=… node --test e2e.test.mjs

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { hands } from './hands.mjs';
import { folders } from './scenes/folders.mjs';
import * as night from './scenes/session.mjs';
import * as harbour from './scenes/sources.mjs';
import { tour } from './scenes/tour.mjs';
import { playWeb } from './web.mjs';
import { serverPids, startWorkbench, until } from './workbench.mjs';

const fixture = (name) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
const DRAFT = fixture('draft.md');
const FIXED = fixture('draft.fixed.md');
const BIBLIOGRAPHY = '@book{lock1931, author={Lock, Jane}, title={The Canal Keepers}, year={1931}}\n@misc{tide2020, author={Tide, Ann}, title={Low Water}, year={2020}}\n';
const CITING = '---\nbibliography: refs.bib\n---\n\nOf canals [@lock1931] and of tides.\n\nThe mill.[^1] The quay.[^1]\n\n[^1]: The log of the keepers\n';
// Where the draft's faults are.
const REDIRECT = 3, PARAMETER = 5, CHAT = 7, COUNTER = 9, EMPTY = 11;
const FAULTS = [REDIRECT, PARAMETER, CHAT, COUNTER, EMPTY];
const UNSAFE = [COUNTER, EMPTY];

const screenshots = process.env.SCREENSHOTS;
let workbench, page, writer, web;
let failures = 0;

before(async () => {
  const names = ['marks', 'fix', 'counter', 'on-save', 'palette', 'settings', 'explain', 'restart', 'missing'];
  web = await playWeb();
  harbour.fillWeb(web);
  night.fillWeb(web);
  workbench = await startWorkbench({
    tools: process.env.TOOLS,
    vsix: process.env.VSIX,
    drafts: { ...Object.fromEntries(names.map((name) => [`${name}.md`, DRAFT])), 'refs.bib': BIBLIOGRAPHY, 'citing.md': CITING, ...harbour.DRAFTS, ...night.DRAFTS },
    web: web.address,
  });
  page = workbench.page;
  writer = hands(page);
  mkdirSync(screenshots, { recursive: true });
});

after(async () => {
  web?.close();
  if (!workbench) return;
  if (failures > 0) console.error(workbench.log().trimEnd().split('\n').slice(-40).join('\n'));
  await workbench.stop();
});

const shoot = (name, of = page) => of?.screenshot({ path: path.join(screenshots, `${name}.png`) });
const onDisk = (name) => readFileSync(path.join(workbench.folder, name), 'utf8');
const setForFolder = (settings) => writeFileSync(path.join(workbench.folder, '.vscode', 'settings.json'), JSON.stringify(settings));
const servers = () => serverPids(workbench.extensions);
const columnOf = (line, part) => DRAFT.split('\n')[line - 1].indexOf(part) + 1;

/** A test that leaves a picture of what was there when it failed. */
function scene(name, act) {
  test(name, { timeout: 120_000 }, async () => {
    try {
      await act();
    } catch (error) {
      failures++;
      for (const [n, open] of (page?.context().pages() ?? []).entries()) await shoot(`failed-${failures}${n ? `-${n}` : ''}`, open);
      throw error;
    }
  });
}

/** What scenes in other files need of this one. */
const props = {
  scene,
  shoot,
  stage: {
    get page() { return page; },
    get writer() { return writer; },
    get web() { return web; },
    get workbench() { return workbench; },
    setForFolder,
    onDisk,
  },
};

/** The first draft also waits for the server. When one has waited in vain, the others need not wait as long. */
let patience = 40_000;

async function openFaulty(name) {
  await writer.open(name);
  const waits = patience;
  patience = 3_000;
  await writer.showsMarks(FAULTS, waits);
  patience = 20_000;
}

scene('a folder that nobody vouched for gets the server that came along, and no look-ups', async () => {
  setForFolder({ 'ibid.path': '/nowhere/ibid' });
  await openFaulty('marks.md');
  await writer.command('ibid: Check sources');
  await writer.messages.filter({ hasText: 'This workspace is not trusted, so nothing is looked up' }).waitFor();
  assert.deepEqual(web.asked, []);
  setForFolder({});
  await writer.command('Notifications: Clear All Notifications');

  const [before] = servers();
  await writer.command('Workspaces: Manage Workspace Trust');
  await page.locator('.workspace-trust-buttons-row').getByText('Trust', { exact: true }).first().click();
  await until('another server', () => servers().length === 1 && servers()[0] !== before);
  await writer.command('View: Close All Editors');
});

scene('faults are underlined, and say what and why', async () => {
  await openFaulty('marks.md');
  await writer.statusBar.filter({ hasText: /\d+ broken/ }).waitFor({ timeout: 20_000 });
  await shoot('1-draft');

  await writer.goTo(REDIRECT, columnOf(REDIRECT, 'google'));
  await writer.hovers(/ibid\(?wrapped-url.*A redirect or a proxy.*Quick Fix/s);
  await shoot('2-hover');
  await writer.press('Escape');

  // A click shows the list, and a second one does not hide it.
  await writer.statusBar.click();
  const row = writer.problems.filter({ hasText: 'empty-link' }).first();
  await row.waitFor();
  assert.match(await row.textContent(), /log of the keepers.*ibid\(?empty-link.*Ln 11/);
  assert.match(await row.locator('a.monaco-link').getAttribute('href'), /empty-link/);
  await writer.statusBar.click();
  await row.waitFor();
  await shoot('3-problems');
  await writer.press('Control+Shift+M');
  await row.waitFor({ state: 'hidden' });
});

tour(props);

scene('a quick fix is applied, undone, redone and saved', async () => {
  await openFaulty('fix.md');
  await writer.goTo(REDIRECT, columnOf(REDIRECT, 'google'));
  const titles = await writer.openQuickFixes();
  await shoot('4-quick-fixes');
  await writer.pickQuickFix(titles[0]);

  const fixed = DRAFT.replace('www.google.com/url?q=https%3A%2F%2Fwww.gov.uk%2F', 'www.gov.uk/');
  await writer.showsText(fixed);
  await writer.showsMarks(FAULTS.filter((line) => line !== REDIRECT));
  await shoot('5-after-fix');
  await writer.press('Control+Z');
  await writer.showsText(DRAFT);
  await writer.showsMarks(FAULTS);
  await writer.press('Control+Shift+Z');
  await writer.showsText(fixed);
  assert.equal(onDisk('fix.md'), DRAFT, 'nothing is written before saving');
  await writer.press('Control+S');
  await until('the saved file', () => onDisk('fix.md') === fixed);
});

scene('a fix that leaves something to fill in is offered, and writes a footnote', async () => {
  await openFaulty('counter.md');
  // As the draft does, it would be a link; the setting says otherwise.
  setForFolder({ 'ibid.citation-style': 'footnote' });
  await writer.goTo(COUNTER, columnOf(COUNTER, 'reuters') + 2);
  const title = await until('a footnote among the fixes', async () => (await writer.openQuickFixes()).find((one) => /footnote/i.test(one)), 30_000);
  await writer.pickQuickFix(title);
  await until('the footnote', async () => /within days\.\[\^reuters[^\]]*\][^]*\n\[\^reuters[^\]]*\]:/.test(await writer.text()));
  await shoot('6-footnote-stub');
  setForFolder({});
  await writer.press('Control+Z');
  await writer.showsText(DRAFT);
});

scene('saving fixes what is safe, where the writer asked for that', async () => {
  await openFaulty('on-save.md');
  setForFolder({ '[markdown]': { 'editor.codeActionsOnSave': { 'source.fixAll.ibid': 'explicit' } } });
  // The setting arrives some time after it was written; a save before that changes nothing and may be repeated.
  await until('the saved file', async () => {
    await writer.press('Control+S');
    return onDisk('on-save.md') === FIXED;
  });
  setForFolder({});
  await writer.showsText(FIXED);
  await writer.showsMarks(UNSAFE);
});

scene('the palette fixes what is safe in one step', async () => {
  await openFaulty('palette.md');
  await until('the fixed text', async () => {
    await writer.command('ibid: Fix all safe problems in this draft');
    return writer.showsText(FIXED, 3_000).then(() => true);
  }, 30_000);
  await writer.showsMarks(UNSAFE);
  await writer.press('Control+Z');
  await writer.showsText(DRAFT);
});

scene('a changed setting counts at once', async () => {
  await openFaulty('settings.md');
  setForFolder({ 'ibid.rules': { 'empty-link': 'off' } });
  await writer.showsMarks(FAULTS.filter((line) => line !== EMPTY));
  setForFolder({});
  await writer.showsMarks(FAULTS);
});

scene('a key says its source, and is completed by its author', async () => {
  await writer.open('citing.md');
  await writer.goTo(5, 14);
  await writer.hovers(/Lock.*1931.*The Canal Keepers/s);
  await shoot('10-reference');
  await writer.press('Escape');

  await writer.goTo(5, CITING.split('\n')[4].length);
  await writer.type(' [@');
  await writer.offers('lock1931');
  await shoot('11-keys');
  await writer.type('tide');
  await until('one key', async () => (await writer.offered()).length === 1);
  await writer.press('Enter');
  await until('the key', async () => (await writer.lines())[4] === 'Of canals [@lock1931] and of tides [@tide2020].');
  await until('the count', async () => (await writer.counts()).includes('Cited twice'));
  await shoot('12-counts');
});

async function showsPage(rule) {
  await writer.tab(`[Preview] ${rule}`).waitFor();
  await until('the page', async () => {
    const texts = await Promise.all(page.frames().map((frame) => frame.locator('.markdown-body').allTextContents().catch(() => [])));
    return texts.flat().some((text) => text.includes(rule));
  });
}

scene('a rule is explained in a preview', async () => {
  await openFaulty('explain.md');
  await writer.command('ibid: Explain a rule');
  await writer.choose('chat-residue');
  await showsPage('chat-residue');
  await shoot('7-explain');
  await writer.command('View: Close Editor');
});

scene('the menu of fixes leads to the explanation too', async () => {
  await openFaulty('explain.md');
  await writer.goTo(REDIRECT, columnOf(REDIRECT, 'google'));
  const titles = await writer.openQuickFixes();
  const title = titles.find((one) => /explain/i.test(one));
  assert.ok(title, `no explanation among ${titles.join(' | ')}`);
  await writer.pickQuickFix(title);
  await showsPage('wrapped-url');
  await writer.command('View: Close Editor');
});

harbour.sources(props);

night.session(props);

scene('ibid.toml is made when there is none', async () => {
  await writer.open('explain.md');
  await writer.command('ibid: Open ibid.toml');
  await writer.messages.getByText('Create it').click();
  await writer.tab('ibid.toml').waitFor();
  assert.ok(existsSync(path.join(workbench.folder, 'ibid.toml')));
});

scene('a server that was killed comes back, and a restart leaves one', async () => {
  await openFaulty('restart.md');
  const [first, ...more] = servers();
  assert.deepEqual(more, [], 'one server');
  process.kill(first, 'SIGKILL');
  const second = await until('a new server', () => servers().find((pid) => pid !== first));
  await writer.showsMarks(FAULTS);

  await writer.command('ibid: Restart the server');
  await until('another server', () => servers().length === 1 && servers()[0] !== second);
  await writer.showsMarks(FAULTS);
});

scene('the status bar tells the version, and leads to the log', async () => {
  await openFaulty('restart.md');
  const status = page.locator('.hover-language-status', { hasText: /^ibid \d+\.\d+\.\d+/ });
  await until('the status', async () => {
    await page.locator('[id="status.languageStatus"]').click();
    return status.waitFor({ timeout: 2_000 }).then(() => true);
  });
  await shoot('8-status');
  await status.getByText('Show the log').click();
  await page.locator('.part.panel .view-line', { hasText: /Starting\s.*ibid/ }).first().waitFor();
  await writer.press('Escape', 'Control+J');
});

scene('a missing server is one message, with a remedy', async () => {
  await openFaulty('missing.md');
  setForFolder({ 'ibid.path': '/nowhere/ibid' });
  const message = writer.messages.filter({ hasText: '/nowhere/ibid' });
  await message.getByText('Open settings').waitFor();
  assert.match(await message.textContent(), /ibid\.path names.*Correct it, or empty it/);
  await writer.showsMarks([]);
  assert.equal(await writer.messages.count(), 1);
  await shoot('9-missing-server');
  await writer.command('Notifications: Clear All Notifications');
  setForFolder({});
  await writer.showsMarks(FAULTS);
});

scene('a program that is no server is one message too', async () => {
  await openFaulty('missing.md');
  setForFolder({ 'ibid.path': '/bin/false' });
  await writer.messages.filter({ hasText: '/bin/false does not run as a server' }).waitFor();
  await writer.showsMarks([]);
  assert.equal(await writer.messages.count(), 1);
  setForFolder({});
  await writer.showsMarks(FAULTS);
});

folders(props, DRAFT);
