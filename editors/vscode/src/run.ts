// Runs `ibid` once, for what the command line can do and the server need not.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Client } from './client';

export async function run(client: Client, args: string[], cwd?: string): Promise<string> {
  const found = client.program();
  if ('problem' in found) throw new Error(found.problem);
  try {
    const { stdout } = await promisify(execFile)(found.command, args, { cwd, timeout: 10_000 });
    return stdout;
  } catch (error) {
    // What the program said is for people; the command line around it is not.
    const said = (error as { stderr?: string }).stderr?.trim();
    throw said ? new Error(said) : error;
  }
}
