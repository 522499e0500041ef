// Two folders in one window, and two drafts side by side: each by its own folder's settings.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hands } from '../hands.mjs';
import { until } from '../workbench.mjs';

export function folders({ scene, stage, shoot }, draft) {
  scene('with several folders and editors, what is shown is of the draft at hand', async () => {
    const root = path.dirname(stage.workbench.folder);
    for (const [folder, settings] of [['left', {}], ['right', { 'ibid.rules': { 'empty-link': 'off' } }]]) {
      mkdirSync(path.join(root, folder, '.vscode'), { recursive: true });
      writeFileSync(path.join(root, folder, '.vscode', 'settings.json'), JSON.stringify(settings));
      writeFileSync(path.join(root, folder, `${folder}.md`), draft.replace('gov.uk', `gov.uk%2F${folder}`));
    }
    const workspace = path.join(root, 'two.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'left' }, { path: 'right' }] }));
    const page = await stage.page.context().newPage();
    await page.goto(`${new URL(stage.page.url()).origin}/?workspace=${encodeURIComponent(workspace)}`);
    // Now and then the workbench looks for the folders before it can reach their machine, and finds none.
    await until('the folders', async () => {
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'right' }).waitFor({ timeout: 10_000 }).catch(() => page.reload());
      return page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'right' }).isVisible();
    }, 80_000);
    const writer = hands(page);
    const says = (text) => writer.statusBar.filter({ hasText: text }).waitFor({ timeout: 30_000 });
    const lists = (name) => until(`the sources of ${name}`, async () => {
      const rows = await page.locator('.part.sidebar .monaco-list-row').allTextContents();
      return rows.length > 0 && rows.some((row) => row.startsWith('lit the lamp'));
    });
    await writer.open('left.md');
    await says('5 broken');
    await writer.press('Control+\\');
    await writer.open('right.md');
    await says('4 broken');
    await writer.command('ibid: Show the sources of this draft');
    await lists('right');
    await writer.press('Control+1');
    await says('5 broken');
    await lists('left');
    // The log has the focus; the draft is in sight still.
    await writer.command('ibid: Show the log');
    await page.locator('.part.panel .view-line').first().click();
    await says('5 broken');
    await lists('left');
    await shoot('40-folders', page);
    await page.close();
  });
}
