// Where a program runs, as the marketplace names platforms: platform.mjs FILE
// Read from its head, since a package that carries the wrong program looks right until somebody installs it.

import { closeSync, openSync, readSync } from 'node:fs';

const head = Buffer.alloc(4096);
const file = openSync(process.argv[2], 'r');
readSync(file, head);
closeSync(file);

function platform() {
  if (head.readUInt32BE(0) === 0x7f454c46) return { 0x3e: 'linux-x64', 0xb7: 'linux-arm64' }[head.readUInt16LE(18)];
  if (head.readUInt32LE(0) === 0xfeedfacf) return { 0x01000007: 'darwin-x64', 0x0100000c: 'darwin-arm64' }[head.readUInt32LE(4)];
  const header = head.readUInt32LE(0x3c);
  if (head.toString('latin1', 0, 2) === 'MZ' && header < head.length - 6 && head.toString('latin1', header, header + 4) === 'PE\0\0') {
    return { 0x8664: 'win32-x64', 0xaa64: 'win32-arm64' }[head.readUInt16LE(header + 4)];
  }
  return undefined;
}

const found = platform();
if (!found) {
  console.error(`platform.mjs: ${process.argv[2]} is no program for a platform that the extension is made for`);
  process.exit(1);
}
console.log(found);
