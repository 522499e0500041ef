-- Settings from vim.lsp.config(), changed while a draft is open, and from ibid.toml.
local h = require('harness')
local drafts = require('drafts')

local function only_others(bufnr)
  h.finding(bufnr, 'chat-residue')
  h.gone(bufnr, 'empty-link')
end

h.test('a rule that vim.lsp.config() turns off is off', function()
  h.fresh({ settings = { ibid = { rules = { ['empty-link'] = 'off' } } } })
  only_others(h.open(drafts.text()))
end)

h.test('a severity from vim.lsp.config() is used', function()
  h.fresh({ settings = { ibid = { rules = { ['empty-link'] = 'hint' } } } })
  local bufnr = h.open(drafts.text())
  h.wait_for('a hint', function()
    return h.finding(bufnr, 'empty-link').severity == vim.diagnostic.severity.HINT
  end)
end)

h.test('the citation style from vim.lsp.config() is the style of a fix', function()
  h.fresh({ settings = { ibid = { ['citation-style'] = 'pandoc' } } })
  local bufnr = h.open(drafts.text())
  h.quick_fix(bufnr, 'source-counter', 'cite')
  h.contains(h.text(bufnr), 'crews said [@source-needed-reuters]')
end)

h.test('settings change while the draft is open', function()
  h.fresh()
  local bufnr = h.open(drafts.text())
  h.finding(bufnr, 'empty-link')
  local client = h.client(bufnr)
  local function set(rules)
    client.settings = { ibid = { rules = rules } }
    client:notify('workspace/didChangeConfiguration', { settings = client.settings })
  end
  set({ ['empty-link'] = 'off' })
  only_others(bufnr)
  set({ ['empty-link'] = 'error' })
  h.finding(bufnr, 'empty-link')
end)

h.test('ibid.toml is read', function()
  h.fresh()
  only_others(h.open(drafts.text(), { project = h.project('[rules]\nempty-link = "off"\n') }))
end)

h.test('ibid.toml that is edited in Neovim counts at once', function()
  h.fresh()
  local project = h.project()
  local bufnr = h.open(drafts.text(), { project = project })
  h.finding(bufnr, 'empty-link')
  vim.cmd('split ' .. project .. '/ibid.toml')
  h.type('i[rules]<CR>empty-link = "off"<Esc>')
  vim.cmd('silent write')
  only_others(bufnr)
end)

-- On Linux Neovim watches no files, so saving is what tells the server to look again.
h.test('ibid.toml that another program changed is read again on save', function()
  h.fresh()
  local project = h.project()
  local bufnr = h.open(drafts.text(), { project = project })
  h.finding(bufnr, 'empty-link')
  h.write(project .. '/ibid.toml', '[rules]\nempty-link = "off"\n')
  vim.cmd('silent write')
  only_others(bufnr)
end)

h.fresh()
