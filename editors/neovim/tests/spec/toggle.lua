-- Rules and groups off and on again, for this session.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

local function codes(bufnr)
  local found = {}
  for _, finding in ipairs(h.findings(bufnr)) do
    found[finding.code] = true
  end
  return vim.fn.sort(vim.tbl_keys(found))
end

local function becomes(bufnr, wanted)
  h.wait_for(table.concat(wanted, ', '), function()
    return vim.deep_equal(wanted, codes(bufnr))
  end)
end

local ALL = { 'chat-residue', 'empty-link', 'source-counter', 'tracking-parameter' }

h.test(':Ibid toggle turns a rule off and on again, and says what is off', function()
  local bufnr = h.open(drafts.text())
  becomes(bufnr, ALL)
  vim.cmd('Ibid toggle empty-link')
  h.eq('ibid: off until Neovim ends: empty-link', h.messages[1])
  becomes(bufnr, { 'chat-residue', 'source-counter', 'tracking-parameter' })
  vim.cmd('Ibid toggle residue')
  h.eq('ibid: off until Neovim ends: empty-link, residue', h.messages[2])
  becomes(bufnr, { 'tracking-parameter' })
  vim.cmd('Ibid toggle')
  h.eq(h.messages[2], h.messages[3])
  vim.cmd('Ibid toggle empty-link')
  vim.cmd('Ibid toggle residue')
  h.contains(h.messages[5], 'every rule is as the settings have it')
  becomes(bufnr, ALL)
end)

h.test('a rule that is off by the settings is turned on', function()
  h.fresh({ settings = { ibid = { rules = { ['empty-link'] = 'off' } } } })
  local bufnr = h.open(drafts.text())
  becomes(bufnr, { 'chat-residue', 'source-counter', 'tracking-parameter' })
  vim.cmd('Ibid toggle empty-link')
  h.eq('ibid: on until Neovim ends: empty-link', h.messages[1])
  becomes(bufnr, ALL)
  h.eq('off', vim.lsp.config.ibid.settings.ibid.rules['empty-link'])
  vim.cmd('Ibid toggle empty-link')
  becomes(bufnr, { 'chat-residue', 'source-counter', 'tracking-parameter' })
end)

h.test('a server that starts later has it off as well', function()
  h.fresh()
  local bufnr = h.open(drafts.text())
  vim.cmd('Ibid toggle empty-link')
  becomes(bufnr, { 'chat-residue', 'source-counter', 'tracking-parameter' })
  local old = h.client(bufnr).id
  vim.cmd('Ibid restart')
  h.wait_for('another server', function()
    local client = h.client(bufnr)
    return client and client.id ~= old
  end)
  becomes(bufnr, { 'chat-residue', 'source-counter', 'tracking-parameter' })
  vim.cmd('Ibid toggle empty-link')
  becomes(bufnr, ALL)
end)

h.test('what the project decides is not promised', function()
  h.fresh()
  h.open(drafts.text(), { project = h.project('[rules]\ncitation = "warning"\n') })
  vim.cmd('Ibid toggle empty-link')
  h.contains(h.messages[1], 'ibid.toml speaks of `empty-link`')
  vim.cmd('Ibid toggle')
  h.contains(h.messages[2], 'every rule is as the settings have it')
end)

h.test('a name that is none is refused, and names complete', function()
  h.open(drafts.text())
  vim.cmd('Ibid toggle empty-links')
  h.contains(h.messages[1], '`empty-links` is no rule')
  h.eq({ 'attribution', 'attribution-mismatch' }, vim.fn.getcompletion('Ibid toggle att', 'cmdline'))
  h.eq({ 'empty-link' }, vim.fn.getcompletion('Ibid toggle empty-l', 'cmdline'))
end)
