// The walkthrough, and what it leads to.

import assert from 'node:assert/strict';
import { until } from '../workbench.mjs';

export function tour({ scene, shoot, stage }) {
  scene('the walkthrough leads from an example to its first repair', async () => {
    const { page, writer } = stage;
    await writer.command('ibid: Get started');
    const steps = page.locator('.gettingStartedContainer .getting-started-step');
    await steps.nth(4).waitFor();
    const step = (title) => steps.filter({ hasText: title });
    const done = (title) => step(title).locator('.codicon-getting-started-step-checked').waitFor();
    await shoot('20-walkthrough');

    await step('Open a draft').getByText('Open the example draft').click();
    await writer.tab('Untitled-1').waitFor();
    await until('the example', async () => (await writer.text()).startsWith('# The last night boat'));
    await until('its faults', async () => (await writer.marked()).length >= 5, 30_000);
    await done('Open a draft');

    await step('See what does not hold').click();
    await step('See what does not hold').getByText('Go to the first problem').click();
    await page.locator('.peekview-widget, .zone-widget.marker-widget').first().waitFor();
    await done('See what does not hold');
    await shoot('21-problem');
    await writer.press('Escape');

    await step('Take a repair').click();
    await step('Take a repair').getByText('Show the repairs').click();
    await writer.menuRows.first().waitFor();
    assert.equal((await writer.menuRows.allTextContents())[0], 'Keep the text without the link');
    await shoot('22-repair');
    await writer.press('Enter');
    await until('the repair', async () => /It had the minutes read aloud/.test(await writer.text()));
    await done('Take a repair');

    await writer.command('View: Revert and Close Editor');
    await writer.command('View: Close All Editors');
  });
}
