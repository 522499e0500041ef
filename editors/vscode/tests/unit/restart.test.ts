import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RestartPolicy } from '../../src/restart';

test('restarts at once, then waits longer, then gives up', () => {
  const policy = new RestartPolicy();
  const delays = [0, 1, 2, 3, 4, 5].map((second) => policy.afterCrash(second * 1000));
  assert.deepEqual(delays, [0, 1000, 2000, 4000, 8000, undefined]);
});

test('crashes far apart are each the first', () => {
  const policy = new RestartPolicy();
  for (let hour = 0; hour < 10; hour++) assert.equal(policy.afterCrash(hour * 3_600_000), 0);
});

test('a restart by hand starts the count anew', () => {
  const policy = new RestartPolicy();
  for (let i = 0; i < 6; i++) policy.afterCrash(i);
  policy.forget();
  assert.equal(policy.afterCrash(7), 0);
});
