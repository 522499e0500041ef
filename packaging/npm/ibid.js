#!/usr/bin/env node
// Runs the program of the package for this platform, with the same arguments, streams and exit code.
"use strict";
const { spawn } = require("node:child_process");

const platform = `${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`@ibid-ls/${platform}/ibid${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`ibid: there is no program for ${platform} here. Install without --omit=optional, or see the other ways to install ibid.`);
  process.exit(2);
}

const child = spawn(program, process.argv.slice(2), { stdio: "inherit", windowsHide: true });
// Whoever ends this script means the program.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`ibid: ${error.message}`);
  process.exit(2);
});
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
