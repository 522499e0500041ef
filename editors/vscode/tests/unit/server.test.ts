import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { findServer, type Surroundings } from '../../src/server';

const at: Surroundings = {
  trusted: true,
  setting: null,
  extensionDir: '/ext',
  home: '/home/ada',
  searchPath: '/usr/local/bin:/usr/bin',
  windows: false,
};

function find(change: Partial<Surroundings>, ...programs: string[]): string {
  const found = findServer({ ...at, ...change }, (file) => programs.includes(file));
  return 'command' in found ? found.command : `problem: ${found.problem}`;
}

test('the setting comes before the bundled server, and that before PATH', () => {
  const all = ['/opt/ibid', '/ext/server/ibid', '/usr/bin/ibid'];
  assert.equal(find({ setting: '/opt/ibid' }, ...all), '/opt/ibid');
  assert.equal(find({}, ...all), '/ext/server/ibid');
  assert.equal(find({}, '/usr/bin/ibid'), '/usr/bin/ibid');
});

test('an untrusted workspace gets the bundled server or none', () => {
  const untrusted = { trusted: false, setting: '/opt/ibid' };
  assert.equal(find(untrusted, '/opt/ibid', '/ext/server/ibid'), '/ext/server/ibid');
  assert.match(find(untrusted, '/opt/ibid', '/usr/bin/ibid'), /^problem: .*Trust this workspace/);
});

test('a setting that leads nowhere is reported, not replaced', () => {
  assert.match(find({ setting: '/opt/ibdi' }, '/ext/server/ibid'), /^problem: .*ibid\.path names \/opt\/ibdi/);
});

test('an empty setting is no setting', () => {
  assert.equal(find({ setting: ' ' }, '/ext/server/ibid'), '/ext/server/ibid');
});

test('a tilde is the home folder, and only at the start', () => {
  assert.equal(find({ setting: '~/bin/ibid' }, '/home/ada/bin/ibid'), '/home/ada/bin/ibid');
  assert.equal(find({ setting: '/a~/ibid' }, '/a~/ibid'), '/a~/ibid');
});

test('a bare name is looked up on PATH', () => {
  assert.equal(find({ setting: 'ibid-next' }, '/usr/bin/ibid-next', '/ext/server/ibid'), '/usr/bin/ibid-next');
});

test('a relative entry of PATH is not searched', () => {
  assert.match(find({ searchPath: '.::bin' }, 'ibid', 'bin/ibid'), /^problem: .*Install ibid/);
});

test('Windows runs ibid.exe', () => {
  assert.equal(find({ windows: true, searchPath: '/c/tools;/c/bin' }, '/c/bin/ibid.exe'), '/c/bin/ibid.exe');
});

test('a folder or a plain file is no server', () => {
  assert.ok('problem' in findServer({ ...at, setting: '/' }));
  assert.ok('problem' in findServer({ ...at, setting: path.resolve('package.json') }));
  assert.ok('command' in findServer({ ...at, setting: process.execPath }));
});
