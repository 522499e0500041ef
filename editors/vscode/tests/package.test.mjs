// The packages of other platforms: what is in them, and that each carries a program of its own. The programs are stand-ins, heads
// of files with nothing behind; the workbench's tests install and run the real package of this platform.
//   ALL=1 node --test package.test.mjs    all eight, and not two: each takes some seconds

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

const ALL = ['linux-x64', 'linux-arm64', 'alpine-x64', 'alpine-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'];
const TARGETS = process.env.ALL ? ALL : ['darwin-arm64', 'win32-x64'];
const script = new URL('../package.sh', import.meta.url).pathname;
let folder;

before(() => (folder = mkdtempSync(path.join(tmpdir(), 'ibid-package-'))));
after(() => rmSync(folder, { recursive: true }));

/** The head of a program for a platform. */
function standIn(target) {
  const [system, machine] = target.split('-');
  const head = Buffer.alloc(256);
  if (system === 'linux' || system === 'alpine') {
    head.write('\x7fELF', 'latin1');
    head.writeUInt16LE(machine === 'x64' ? 0x3e : 0xb7, 18);
  } else if (system === 'darwin') {
    head.writeUInt32LE(0xfeedfacf, 0);
    head.writeUInt32LE(machine === 'x64' ? 0x01000007 : 0x0100000c, 4);
  } else {
    head.write('MZ', 'latin1');
    head.writeUInt32LE(0x80, 0x3c);
    head.write('PE\0\0', 0x80, 'latin1');
    head.writeUInt16LE(machine === 'x64' ? 0x8664 : 0xaa64, 0x84);
  }
  const file = path.join(folder, target);
  writeFileSync(file, head);
  return file;
}

/** The files of a package, with their permissions. */
function contents(vsix) {
  const program = 'import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\n'
    + 'print(json.dumps({"files": {i.filename: oct(i.external_attr >> 16 & 0o777) for i in z.infolist()}, "manifest": z.read("extension.vsixmanifest").decode()}))';
  return JSON.parse(execFileSync('python3', ['-c', program, vsix], { encoding: 'utf8' }));
}

test('one script makes the packages of several platforms', () => {
  const jobs = TARGETS.map((target) => `${target}=${standIn(target)}`);
  const out = execFileSync(script, jobs, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim().split('\n');
  assert.deepEqual(out.map((file) => path.basename(file)), TARGETS.map((target) => `ibid-${target}.vsix`));
  for (const [n, vsix] of out.entries()) {
    const { files, manifest } = contents(vsix);
    assert.match(manifest, new RegExp(`TargetPlatform="${TARGETS[n]}"`));
    const server = `extension/server/ibid${TARGETS[n].startsWith('win32') ? '.exe' : ''}`;
    assert.equal(files[server], '0o755', vsix);
    const pictures = Object.keys(files).filter((name) => /^extension\/images\/[a-z]+\.png$/.test(name));
    assert.ok(pictures.length > 0);
    const rest = Object.keys(files).filter((name) => !pictures.includes(name)).sort();
    assert.deepEqual(rest, [
      '[Content_Types].xml',
      'extension.vsixmanifest',
      'extension/LICENSE.txt',
      'extension/changelog.md',
      'extension/dist/extension.js',
      'extension/icon.png',
      'extension/media/ibid.svg',
      'extension/package.json',
      'extension/readme.md',
      server,
      'extension/walkthrough/example.md',
      'extension/walkthrough/project.md',
    ].sort());
  }
});

test('a program of another platform is refused', () => {
  const wrong = spawnSync(script, [standIn('linux-x64'), 'darwin-arm64'], { encoding: 'utf8' });
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /runs on linux-x64, not on darwin-arm64/);
  const none = spawnSync(script, [script], { encoding: 'utf8' });
  assert.notEqual(none.status, 0);
  assert.match(none.stderr, /is no program/);
});
