-- What a writer is told when something is missing, old or dead.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

local function told(part)
  return vim.tbl_filter(function(message)
    return message:find(part, 1, true) ~= nil
  end, h.messages)
end

--- Neovim keeps no process id for a client, but a server is its only child of that name.
local function kill()
  local killed = 0
  for _, pid in ipairs(vim.api.nvim_get_proc_children(vim.uv.os_getpid())) do
    vim.uv.kill(pid, 'sigkill')
    killed = killed + 1
  end
  h.eq(1, killed, 'servers')
end

h.test('a killed server is reported, and :Ibid restart brings it back', function()
  local bufnr = h.open(drafts.text())
  h.finding(bufnr, 'chat-residue')
  local old = h.client(bufnr).id
  kill()
  h.wait_for('the report', function()
    return #told(':Ibid restart') == 1
  end)
  h.wait_for('the findings to go', function()
    return #h.findings(bufnr) == 0
  end)
  vim.cmd('Ibid restart')
  h.finding(bufnr, 'chat-residue')
  assert(h.client(bufnr).id ~= old)
end)

h.test(':Ibid restart replaces a running server, in silence', function()
  local bufnr = h.open(drafts.text())
  h.finding(bufnr, 'chat-residue')
  local old = h.client(bufnr).id
  vim.cmd('Ibid restart')
  h.wait_for('another server', function()
    local client = h.client(bufnr)
    return client and client.initialized and client.id ~= old
  end)
  h.finding(bufnr, 'chat-residue')
  h.eq(1, #vim.lsp.get_clients({ name = 'ibid' }))
  h.eq({}, h.messages)
end)

h.test('a server that does not answer is reported, and the draft is saved as it is', function()
  local bufnr = h.open(drafts.text())
  h.client(bufnr).request_sync = function()
    return nil, 'timeout'
  end
  vim.cmd('Ibid fix')
  h.eq({ 'ibid: the server did not answer textDocument/codeAction: timeout' }, h.messages)
  h.eq(drafts.lines, vim.api.nvim_buf_get_lines(bufnr, 0, -1, false))
  h.fresh()
end)

h.test('a missing program is reported once, with a remedy', function()
  h.fresh({ cmd = { '/nowhere/ibid', 'lsp' } })
  local project = h.project()
  for _, name in ipairs({ 'one.md', 'two.md' }) do
    h.write(project .. '/' .. name, drafts.text())
    vim.cmd.edit(project .. '/' .. name)
  end
  h.eq(1, #told('/nowhere/ibid'))
  h.contains(told('/nowhere/ibid')[1], ':checkhealth ibid')
  h.fresh()
end)

h.test('an older Neovim is told once what is needed', function()
  local has = vim.fn.has
  vim.fn.has = function(feature)
    return feature == 'nvim-0.11' and 0 or has(feature)
  end
  vim.g.loaded_ibid = nil
  vim.cmd.runtime('plugin/ibid.lua')
  vim.cmd('Ibid fix')
  vim.cmd('setfiletype markdown')
  vim.fn.has = has
  h.eq(1, #told('0.11'))
  vim.g.loaded_ibid = nil
  vim.cmd.runtime('plugin/ibid.lua')
end)
