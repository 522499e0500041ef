// The list of a draft's sources beside it, and what can be done with them there.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { until } from '../workbench.mjs';

const SAID = 'The gate did not hold all night, and 14 boats were lost.';

export const DRAFTS = {
  'harbour.md': `# The harbour

"The gate did hold all night, and 14 boats were lost," says [the log](https://harbour.example.net/log).
The weir is [on the map](https://maps.example.net/weir), and the mill burnt, says [its last report](https://paper.example.net/mill).

Later [the log](https://harbour.example.net/log) tells of rain.
`,
  'bare.md': '# Nothing yet\n\nThe mill stood still.\n',
  'notes.txt': 'not a draft\n',
};

export function fillWeb(web) {
  web.page('harbour.example.net/log', 'The log of the harbour', `<p>Rain.</p><p>${SAID}</p>`);
  web.page('maps.example.net/weir', 'A map of the weir', '<p>Here is the weir, and there is the mill.</p>');
}

export function sources({ scene, shoot, stage }) {
  const list = () => stage.page.locator('.part.sidebar .pane-body .monaco-list-row');
  const row = (name) => list().filter({ hasText: name }).first();
  const rows = async () => (await list().allTextContents()).map((text) => text.replace(/\u00a0/g, ' '));
  const title = (name) => stage.page.locator('.part.sidebar .composite.title').getByRole('button', { name });

  scene('the sources of a draft stand beside it, and lead to where they are cited', async () => {
    const { page, writer } = stage;
    await writer.open('harbour.md');
    await writer.command('ibid: Show the sources of this draft');
    await until('the sources', async () => (await rows()).length === 4);
    assert.deepEqual(await rows(), ['the lognot looked up', 'on the mapnot looked up', 'its last reportnot looked up', 'Not looked up yetCheck sources']);
    assert.equal(await row('the log').getAttribute('aria-label'), 'the log, not looked up, cited 2 times');
    await shoot('30-sources-unchecked');

    await row('its last report').click();
    const column = DRAFTS['harbour.md'].split('\n')[3].indexOf('[its') + 1;
    await until('the place', () => writer.isAt(`Ln 4, Col ${column}`));
    await row('the log').locator('.monaco-tl-twistie').click();
    await until('the places', async () => (await rows()).some((text) => text.startsWith('6: Later the log tells')));
    await list().filter({ hasText: '6: Later' }).click();
    await until('the second place', () => writer.isAt('Ln 6, Col 7'));

    // It follows the draft at hand, and has nothing to say of other files.
    await writer.open('bare.md');
    await page.locator('.part.sidebar').getByText('This draft points at no source yet').waitFor();
    await shoot('31-sources-empty');
    await writer.open('notes.txt');
    await page.locator('.part.sidebar').getByText('Open the example draft').waitFor();
    assert.equal(await list().count(), 0);
    await writer.open('harbour.md');
    await until('the sources again', async () => (await rows()).length >= 4);

    // And what is typed.
    await writer.goTo(6, 1);
    await writer.type('See https://tides.example.net/ebb again. ');
    await until('the new source', async () => (await rows()).some((text) => text.startsWith('tides.example.net/ebb')));
    await until('the old text', async () => {
      if ((await writer.text()) === DRAFTS['harbour.md']) return true;
      await writer.press('Control+Z');
      return false;
    });
    await until('the old list', async () => !(await rows()).some((text) => text.startsWith('tides')));
  });

  scene('sources are looked up when the writer allows it, and not before', async () => {
    const { page, writer, web } = stage;
    // A folder cannot allow what its reader does not.
    stage.setForFolder({ 'ibid.network': 'on' });
    await row('the log').hover();
    await title('Check sources').click();
    await page.getByText('May ibid look your sources up in the net?').waitFor();
    await shoot('32-consent');
    await writer.choose('Ask me each time');
    const question = writer.messages.filter({ hasText: 'Look up 3 sources in the net?' });
    await question.waitFor();
    await shoot('33-question');
    assert.deepEqual(web.asked, []);
    await question.getByText('Look up', { exact: true }).click();
    await writer.messages.filter({ hasText: '3 sources looked up: 2 there, 1 not there' }).waitFor();
    await until('what was found out', async () => (await rows()).some((text) => text === 'its last reportnot found'));
    const told = await rows();
    assert.ok(told.some((text) => /^The log of the harbour|^the log/.test(text) && text.endsWith('there, quotation not found')), told.join(' | '));
    assert.ok(told.includes('on the mapthere'), told.join(' | '));
    assert.ok(!told.some((text) => text.startsWith('Not looked up yet')), told.join(' | '));
    assert.deepEqual(web.hosts().filter((host) => !/example\.net$|^web\.archive\.org$/.test(host)), []);
    assert.ok(existsSync(path.join(stage.workbench.folder, 'ibid.lock')));
    await writer.showsMarks([3, 4]);
    await writer.statusBar.filter({ hasText: '2 broken' }).waitFor();
    await writer.command('Notifications: Clear All Notifications');
    await row('the log').locator('.monaco-tl-twistie').click();
    await until('the places', async () => (await rows()).length === 5);
    await shoot('34-sources');
    stage.setForFolder({});
  });

  scene('a source of the list is opened, copied and looked up alone', async () => {
    const { page, writer, web } = stage;
    await row('on the map').hover();
    await row('on the map').getByRole('button', { name: 'Open in the browser' }).click();
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    assert.match(await dialog.textContent(), /https:\/\/maps\.example\.net\/weir/);
    await shoot('35-open');
    await writer.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    const asked = web.asked.length;
    web.page('paper.example.net/mill', 'The mill burns', '<p>It burnt.</p>');
    await row('its last report').click({ button: 'right' });
    await until('the menu', async () => (await page.locator('.context-view .monaco-menu .action-label').allTextContents()).includes('Check this source'));
    await shoot('36-menu');
    await page.locator('.context-view .monaco-menu').getByText('Check this source').click();
    const question = writer.messages.filter({ hasText: 'Look up 1 source in the net?' });
    await question.getByText('Look up', { exact: true }).click();
    await writer.messages.filter({ hasText: '1 source looked up' }).waitFor();
    assert.ok(web.asked.slice(asked).every((at) => at.startsWith('paper.example.net')), web.asked.slice(asked).join(' '));
    await until('that it is there', async () => (await rows()).includes('its last reportthere'));
    await writer.command('Notifications: Clear All Notifications');
  });
}
