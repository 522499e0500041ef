-- Runs every spec in one Neovim: `run.sh` prepares the place, `nvim --clean -l tests/e2e.lua` is this.
local root = vim.fs.dirname(vim.fs.dirname(vim.fs.abspath(arg[0])))
package.path = root .. '/tests/?.lua;' .. package.path

-- `-l` reads no plugin and detects no file type.
vim.o.showmode = false
vim.opt.runtimepath:prepend(root)
vim.cmd('filetype plugin on')
vim.cmd.runtime('plugin/ibid.lua')

local harness = require('harness')
harness.root = root

for _, name in ipairs({
  'attaching',
  'findings',
  'display',
  'fixes',
  'rewriting',
  'saving',
  'encodings',
  'settings',
  'toggle',
  'commands',
  'workspace',
  'sources',
  'moving',
  'pages',
  'writing',
  'failures',
  'help',
  'session',
  'evidence',
}) do
  harness.heading(name)
  require('spec.' .. name)
end

harness.finish()
