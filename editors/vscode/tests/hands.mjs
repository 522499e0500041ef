// What a writer does and sees in the workbench, on top of its DOM.

import assert from 'node:assert/strict';
import { until } from './workbench.mjs';

export function hands(page) {
  const editor = () => page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const quickInput = page.locator('.quick-input-widget');
  /** What stands in the status bar of the draft at a glance. */
  const statusBar = page.locator('.statusbar-item[id$="ibid.glance"]');
  const menuRows = page.locator('.action-widget .monaco-list-row.action');

  /** The draft as shown. Spaces are drawn as U+00A0, and the order of the elements is not that of the lines. */
  const lines = () =>
    editor().locator('.view-line').evaluateAll((all) =>
      all
        .map((line) => ({ top: parseFloat(line.style.top), text: line.textContent.replace(/\u00a0/g, ' ') }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text));

  /** Numbers of the lines with a squiggle, from 1. */
  const marked = () =>
    editor().evaluate((root) => {
      const tops = [...root.querySelectorAll('.view-line')].map((line) => parseFloat(line.style.top)).sort((a, b) => a - b);
      const rows = [...root.querySelectorAll('.view-overlays > div')].filter((row) => row.querySelector('[class*="squiggly-"]'));
      return rows.map((row) => tops.indexOf(parseFloat(row.style.top)) + 1).sort((a, b) => a - b);
    });

  async function fill(text) {
    const box = quickInput.locator('input.input');
    await box.waitFor();
    await box.fill(text);
  }

  async function choose(label) {
    const row = quickInput.locator('.monaco-list-row', { hasText: label }).first();
    await row.waitFor();
    await row.click();
  }

  const self = {
    lines,
    marked,
    press,
    statusBar,
    menuRows,

    /** Whether the cursor is there, as the status bar says it. */
    isAt: async (place) => (await page.locator('[id="status.editor.selection"]').textContent()).startsWith(place),

    async text() {
      return (await lines()).join('\n');
    },

    async showsText(text, patience) {
      let shown;
      await until('the text', async () => (shown = await self.text()) === text, patience).catch((error) => {
        assert.equal(shown, text, error.message);
      });
    },

    async showsMarks(expected, patience = 20_000) {
      let shown;
      await until('the squiggles', async () => String((shown = await marked())) === String(expected), patience).catch((error) => {
        assert.deepEqual(shown, expected, error.message);
      });
    },

    async open(name) {
      // Whatever a scene before this one left open would take the keys.
      await press('Escape', 'Control+P');
      await fill(name);
      await choose(name);
      await page.locator('.tab.active', { hasText: name }).waitFor();
      await editor().click();
    },

    async command(label) {
      await press('F1');
      await fill(`>${label}`);
      await choose(label);
    },

    choose,

    async goTo(line, column) {
      await press('Control+G');
      await fill(`:${line}:${column}`);
      await press('Enter');
      await quickInput.waitFor({ state: 'hidden' });
    },

    /** Opens the quick-fix menu at the cursor and gives the titles in it. */
    async openQuickFixes() {
      await until('the quick-fix menu', async () => {
        // The request is dropped without a word when another extension registers itself meanwhile: ask again.
        await press('Escape', 'Control+.');
        return menuRows.first().waitFor({ timeout: 3_000 }).then(() => true, () => false);
      }, 30_000);
      return menuRows.allTextContents();
    },

    /** With the keyboard, as the menu swallows clicks made in its first moments. */
    async pickQuickFix(title) {
      const titles = await menuRows.allTextContents();
      const wanted = titles.indexOf(title);
      assert.ok(wanted >= 0, `no \`${title}\` among ${titles.join(' | ')}`);
      for (let tries = 0; tries <= titles.length; tries++) {
        const focused = await page.locator('.action-widget .monaco-list-row.focused').textContent();
        if (focused === title) return press('Enter');
        await press('ArrowDown');
      }
      throw new Error(`the menu never came to \`${title}\``);
    },

    /** Key by key, as a menu opens at some and follows the others. */
    type: (text) => page.keyboard.type(text, { delay: 30 }),

    /** The names in the menu of completions. */
    offered: () => page.locator('.suggest-widget.visible .monaco-list-row .label-name').allTextContents(),

    async offers(name) {
      await until(`${name} among the completions`, async () => (await self.offered()).includes(name));
    },

    counts: () => page.locator('.codelens-decoration').allTextContents(),

    /** Asks for the hover at the cursor until it says something. */
    async hovers(what) {
      await until(`a hover that says ${what}`, async () => {
        await press('Control+K', 'Control+I');
        await self.hover.waitFor({ timeout: 3_000 });
        // It fades in, and grows as answers come.
        await until('all of it', async () => what.test(await self.hover.textContent()) && !(await self.hover.evaluate((one) => one.closest('.fade-in')?.getAnimations().length)), 3_000);
        return true;
      }, 30_000);
    },

    hover: page.locator('.monaco-hover:not(.hidden) .monaco-hover-content').first(),
    problems: page.locator('.markers-panel .monaco-list-row'),
    messages: page.locator('.notification-toast .notification-list-item'),
    tab: (name) => page.locator('.tab.active', { hasText: name }),
  };
  return self;
}
