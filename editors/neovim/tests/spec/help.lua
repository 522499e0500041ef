-- The help file and the health report.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

local function health()
  vim.cmd('silent checkhealth ibid')
  local text = h.text(vim.api.nvim_get_current_buf())
  vim.cmd('silent! tabclose')
  return text
end

h.test('every tag of the help file resolves to its place', function()
  -- Tags are generated on a copy: the checkout may be read-only.
  local copy = vim.env.TMPDIR .. '/help'
  vim.fn.mkdir(copy .. '/doc', 'p')
  h.write(copy .. '/doc/ibid.txt', h.read(h.root .. '/doc/ibid.txt'))
  vim.cmd.helptags(copy .. '/doc')
  vim.opt.runtimepath:remove(h.root)
  vim.opt.runtimepath:prepend(copy)
  local count = 0
  for line in vim.gsplit(vim.trim(h.read(copy .. '/doc/tags')), '\n') do
    local tag = line:match('^[^\t]+')
    vim.cmd('silent help ' .. tag)
    h.contains(vim.api.nvim_get_current_line(), '*' .. tag .. '*')
    count = count + 1
  end
  for reference in h.read(copy .. '/doc/ibid.txt'):gmatch('|([^|%s]+)|') do
    h.eq({ true, reference }, { pcall(vim.cmd, 'silent help ' .. reference) and true, reference })
  end
  vim.opt.runtimepath:remove(copy)
  vim.opt.runtimepath:prepend(h.root)
  assert(count > 10, count .. ' tags')
end)

h.test('every line of the help file fits a window of 78 columns', function()
  for line in vim.gsplit(h.read(h.root .. '/doc/ibid.txt'), '\n') do
    assert(vim.fn.strdisplaywidth(line) <= 78, line)
  end
end)

h.test('the health report of a working setup names program, version, server and encoding', function()
  h.open(drafts.text())
  local text = health()
  for _, part in ipairs({ 'Neovim 0.', vim.env.IBID, 'OK ibid ', 'enabled', 'root ', 'positions in utf-8' }) do
    h.contains(text, part)
  end
  h.eq(nil, text:match('ERROR') or text:match('WARNING'), text)
end)

h.test('the health report of a missing program has the remedy', function()
  h.fresh({ cmd = { '/nowhere/ibid', 'lsp' } })
  local text = health()
  h.contains(text, 'ERROR `/nowhere/ibid` is not an executable')
  h.contains(text, 'vim.lsp.config')
  h.contains(text, 'no server is running')
end)

h.test('the health report of another program with that name says so', function()
  h.fresh({ cmd = { 'false', 'lsp' } })
  h.contains(health(), '--version` ended with 1')
end)

h.test('the health report says when ibid is not enabled', function()
  h.fresh()
  vim.lsp.enable('ibid', false)
  h.contains(health(), 'WARNING not enabled')
  vim.lsp.enable('ibid')
end)
