-- All safe fixes at once: by command, on save with the recipe of the help file, and the bytes on disk.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

--- The Lua block of the help file that follows a tag: what a reader would copy is what runs here.
local function recipe(tag)
  local help = h.read(h.root .. '/doc/ibid.txt')
  local tagged = assert(help:find('*' .. tag .. '*', 1, true), tag)
  return assert(help:match('>lua\n(.-)\n<', tagged), tag)
end

local function lines_of(bufnr)
  return vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
end

h.test(':Ibid fix applies the safe fixes and no others, and one undo takes them back', function()
  local bufnr = h.open(drafts.text())
  vim.cmd('Ibid fix')
  h.eq(drafts.fixed, lines_of(bufnr))
  h.undo()
  h.eq(drafts.lines, lines_of(bufnr))
end)

h.test(':Ibid fix says so when there is nothing to fix', function()
  local bufnr = h.open('# A ferry\n\nThe crew slept.\n')
  vim.cmd('Ibid fix')
  h.contains(h.messages[1], 'nothing to fix')
  h.eq({ '# A ferry', '', 'The crew slept.' }, lines_of(bufnr))
end)

h.test('the recipe of the help file fixes on save, with text typed a moment before', function()
  local project = h.project()
  local bufnr = h.open('# A ferry\n', { project = project })
  assert(loadstring(recipe('ibid-fix-on-save')))()
  h.type('GoÅse 🚢 kept it' .. drafts.residue .. '.<Esc>')
  vim.cmd('silent write')
  vim.api.nvim_clear_autocmds({ event = 'BufWritePre' })
  h.eq('# A ferry\nÅse 🚢 kept it.\n', h.read(project .. '/draft.md'))
  h.eq(false, vim.bo[bufnr].modified)
end)

h.test('CRLF line ends survive fixing and saving', function()
  local project = h.project()
  h.open(drafts.text('\r\n'), { project = project })
  vim.cmd('Ibid fix')
  vim.cmd('silent write')
  h.eq(table.concat(drafts.fixed, '\r\n') .. '\r\n', h.read(project .. '/draft.md'))
end)

h.test('a draft without a last newline keeps none', function()
  local project = h.project()
  h.open('Åse 🚢 kept it' .. drafts.residue .. '.', { project = project })
  vim.bo.fixendofline = false
  vim.cmd('Ibid fix')
  vim.cmd('silent write')
  h.eq('Åse 🚢 kept it.', h.read(project .. '/draft.md'))
end)
