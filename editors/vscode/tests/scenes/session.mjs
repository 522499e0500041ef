// A writer's session with sources: what is dead, forged or retracted is told and repaired, and a machine holds the draft to the lock.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../workbench.mjs';

const SAID = 'The ferry did not sail that night, and nobody told the islands.';
const OLD = 'https://old.skarvik.example.net/minutes';
const STAMP = '20190314150926';
const COPY = `https://web.archive.org/web/${STAMP}/${OLD}`;
const DRAFT = `# The night the ferry stayed

"The ferry did sail that night, and nobody told the islands," says [the log](https://log.skarvik.example.net/1931).

The council kept [minutes of it](${OLD}).

Moods follow the tides, it was said.[^vale]

[^vale]: Mara Vale, Tides and moods. https://doi.org/10.5555/tide.7
`;
const FORGED = 3, DEAD = 5, RETRACTED = 9;

const BARE = `The sea is sad (https://tides.example.net/moods). A gate.[^1]

[^1]: The log of the keepers.
`;

export const DRAFTS = { 'night.md': DRAFT, 'moods.md': BARE };

export function fillWeb(web) {
  web.page('log.skarvik.example.net/1931', 'The log of 1931', `<p>Rain.</p><p>${SAID}</p>`);
  web.archived(OLD, STAMP, 'Minutes of the council: the line was discussed until midnight.');
  web.page(COPY.slice('https://'.length), 'Minutes', '<p>The line was discussed until midnight.</p>');
  const told = '<meta property="og:title" content="Tides &amp; moods"><meta name="author" content="Mara Vale"><meta property="article:published_time" content="2011-04-01">';
  web.page('tides.example.net/moods', 'Moods', '<p>Whoever lives by the sea is sad when it is low.</p>', told);
  web.work('10.5555/tide.7', {
    title: ['Tides and moods'],
    author: [{ given: 'Mara', family: 'Vale' }],
    'container-title': ['Journal of Harbours'],
    issued: { 'date-parts': [[2011, 4, 1]] },
    'updated-by': [{ DOI: '10.5555/notice.7', type: 'retraction', label: 'Retraction', updated: { 'date-parts': [[2021, 6, 1]] } }],
  });
}

export function session({ scene, shoot, stage }) {
  const line = async (number) => (await stage.writer.lines())[number - 1];
  const column = async (number, part) => (await line(number)).indexOf(part) + 1;
  const lock = () => stage.onDisk('ibid.lock');

  /** What a machine says of the saved draft, by the lock alone and without a network. */
  function locked() {
    const { folder, binary } = stage.workbench;
    const run = spawnSync(binary, ['check', '--locked', 'night.md'], { cwd: folder, env: { HOME: folder, IBID_TEST_WEB: 'http://127.0.0.1:9' }, encoding: 'utf8' });
    return { code: run.status, said: run.stdout + run.stderr };
  }

  scene('what is dead, forged or retracted is told', async () => {
    const { writer } = stage;
    await writer.open('night.md');
    await writer.command('ibid: Choose whether sources may be looked up');
    await writer.choose('Whenever I check sources');
    await writer.command('ibid: Check sources');
    // The server may hear of the choice only now, and then asks as before.
    const question = writer.messages.filter({ hasText: 'Look up 3 sources' }).getByText('Look up', { exact: true });
    await until('the look-up', async () => {
      if (await question.isVisible()) await question.click();
      return writer.messages.filter({ hasText: '3 sources looked up: 2 there, 1 not there' }).isVisible();
    }, 30_000);
    await writer.command('Notifications: Clear All Notifications');
    await writer.showsMarks([FORGED, DEAD, RETRACTED]);
    await writer.statusBar.filter({ hasText: '3 broken' }).waitFor();
    await shoot('50-session');
    assert.match(lock(), /web\.archive\.org/);

    await writer.goTo(RETRACTED, await column(RETRACTED, '10.5555'));
    await writer.hovers(/was retracted/);
    await shoot('51-retracted');
    await writer.press('Escape');
  });

  scene('a dead link gets its archived copy, and a forged quotation its words', async () => {
    const { writer } = stage;
    await writer.goTo(FORGED, await column(FORGED, 'ferry'));
    await writer.openQuickFixes();
    await shoot('52-forged');
    await writer.pickQuickFix((await writer.menuRows.allTextContents())[0]);
    await until('the words of the log', async () => (await line(FORGED)).includes('The ferry did not sail that night'));

    await writer.goTo(DEAD, await column(DEAD, 'old.skarvik'));
    await writer.openQuickFixes();
    await shoot('53-dead');
    await writer.pickQuickFix((await writer.menuRows.allTextContents())[0]);
    await until('the copy', async () => (await line(DEAD)).includes(COPY));
    await writer.press('Control+Z');
    await until('one undo', async () => !(await line(DEAD)).includes(COPY));
    await writer.press('Control+Shift+Z');
    await until('the copy again', async () => (await line(DEAD)).includes(COPY));
    await shoot('54-repaired');
  });

  scene('a bare address becomes a note with its reference', async () => {
    const { writer } = stage;
    await writer.open('moods.md');
    await writer.goTo(1, await column(1, 'tides'));
    await until('the action', async () => (await writer.openQuickFixes()).includes('Fetch the reference'), 30_000);
    await shoot('55-fetch');
    await writer.pickQuickFix('Fetch the reference');
    await until('the note', async () => /\]: Vale, M\. \(2011, April 1\)\. \*Tides & moods\*\./.test(await writer.text()), 30_000);
    assert.match(await line(1), /^The sea is sad\.?\[\^[^\]]+\]/);
    await shoot('56-fetched');
    await writer.command('Notifications: Clear All Notifications');
    await writer.press('Control+Z');
    await writer.showsText(BARE);
    await writer.open('night.md');
  });

  scene('a machine holds the draft to the lock, without a network', async () => {
    const { writer } = stage;
    // The retracted paper goes, as no repair can keep it.
    await writer.goTo(7, 1);
    await writer.press('Control+Shift+K', 'Control+Shift+K', 'Control+Shift+K', 'Control+Shift+K');
    await writer.showsMarks([]);
    await writer.press('Control+S');
    await until('the saved draft', () => !stage.onDisk('night.md').includes('10.5555'));
    // The archived copy was read when the dead page was looked up.
    assert.equal(locked().code, 0, locked().said);
    await writer.command('ibid: Check sources');
    await writer.messages.filter({ hasText: /sources? looked up/ }).waitFor();
    await writer.command('Notifications: Clear All Notifications');
    // The list judges a source by what the draft quotes from it now.
    await writer.command('ibid: Show the sources of this draft');
    const list = stage.page.locator('.part.sidebar .pane-body .monaco-list-row');
    const lists = (what) => until(what, async () => (await list.allTextContents()).map((row) => row.replace(/\u00a0/g, ' ')).includes(what));
    await lists('the logthere');
    const asked = stage.web.asked.length;
    const green = locked();
    assert.equal(green.code, 0, green.said);

    const before = lock();
    const changed = before.replace('verdict = "found"\nexact = "The ferry did not sail', 'verdict = "near"\nexact = "The ferry did sail');
    assert.notEqual(changed, before);
    writeFileSync(path.join(stage.workbench.folder, 'ibid.lock'), changed);
    const red = locked();
    assert.equal(red.code, 1, red.said);
    assert.match(red.said, /quotation/);
    // The editor reads the lock that somebody else has written, too.
    await writer.showsMarks([FORGED]);
    await lists('the logthere, quotation not found');
    await writer.statusBar.filter({ hasText: '1 broken' }).waitFor();
    await shoot('57-lock-changed');
    writeFileSync(path.join(stage.workbench.folder, 'ibid.lock'), before);
    await writer.showsMarks([]);
    await lists('the logthere');
    assert.equal(stage.web.asked.length, asked);
  });
}
