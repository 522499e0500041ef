-- `:Ibid`, its completion, and the pages of the rules.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

local function page()
  return h.wait_for('the page', function()
    return vim.bo.buftype == 'nofile' and vim.bo.filetype == 'markdown' and vim.api.nvim_get_current_buf()
  end)
end

h.test(':Ibid completes its commands', function()
  h.eq({
    'cancel',
    'check',
    'cite',
    'explain',
    'fetch',
    'fix',
    'init',
    'log',
    'refresh',
    'renumber',
    'restart',
    'rewrite',
    'sort',
    'sources',
    'status',
    'toggle',
    'workspace',
  }, vim.fn.getcompletion('Ibid ', 'cmdline'))
  h.eq({ 'restart' }, vim.fn.getcompletion('Ibid res', 'cmdline'))
  h.eq({}, vim.fn.getcompletion('Ibid fix ', 'cmdline'))
  h.eq({ 'here' }, vim.fn.getcompletion('Ibid check ', 'cmdline'))
end)

h.test(':Ibid explain completes the names of rules', function()
  h.eq({ 'empty-link' }, vim.fn.getcompletion('Ibid explain empty-l', 'cmdline'))
  local all = vim.fn.getcompletion('Ibid explain ', 'cmdline')
  for _, rule in ipairs({ 'chat-residue', 'source-counter', 'tracking-parameter' }) do
    assert(vim.list_contains(all, rule), rule)
  end
end)

h.test(':Ibid explain RULE shows its page in a split that q closes', function()
  h.open(drafts.text())
  local windows = #vim.api.nvim_list_wins()
  vim.cmd('Ibid explain chat-residue')
  local bufnr = page()
  h.contains(h.text(bufnr), 'chat-residue')
  h.eq(windows + 1, #vim.api.nvim_list_wins())
  h.eq(false, vim.bo[bufnr].modifiable)
  h.eq(nil, h.client(bufnr))
  h.type('q')
  h.eq(windows, #vim.api.nvim_list_wins())
  h.eq(false, vim.api.nvim_buf_is_valid(bufnr))
end)

h.test(':Ibid explain alone explains the finding under the cursor', function()
  local bufnr = h.open(drafts.text())
  local finding = h.finding(bufnr, 'empty-link')
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  vim.cmd('vertical Ibid explain')
  h.contains(h.text(page()), 'empty-link')
  h.eq('row', vim.fn.winlayout()[1])
end)

h.test('explaining from the menu of fixes shows the same page, beside the draft', function()
  local bufnr = h.open(drafts.text())
  h.choose(bufnr, 'empty-link', 'explain')
  local shown = page()
  h.contains(h.text(shown), 'empty-link')
  h.eq(1, #vim.fn.win_findbuf(bufnr))
  h.eq({}, h.findings(shown))
end)

h.test(':Ibid explain alone says what it needs when there is no finding', function()
  h.open('# A ferry\n')
  vim.cmd('Ibid explain')
  h.contains(h.messages[1], 'name a rule')
end)

h.test(':Ibid explain passes on what the program says about an unknown rule', function()
  h.open('# A ferry\n')
  vim.cmd('Ibid explain no-such-rule')
  h.wait_for('a message', function()
    return h.messages[1]
  end)
  h.contains(h.messages[1], 'no-such-rule')
end)

h.test(':Ibid alone, with a bang or without, says what there is', function()
  for _, command in ipairs({ 'Ibid', 'Ibid!' }) do
    h.messages = {}
    vim.cmd(command)
    for _, name in ipairs(vim.fn.getcompletion('Ibid ', 'cmdline')) do
      h.contains(h.messages[1], '\n  :Ibid ' .. name .. ' ')
    end
  end
end)

h.test(':Ibid with an unknown command says so, with what may have been meant', function()
  vim.cmd('Ibid mend')
  h.eq(
    'ibid: `mend` is no command of ibid: there are ' .. table.concat(vim.fn.getcompletion('Ibid ', 'cmdline'), ', '),
    h.messages[1]
  )
  vim.cmd('Ibid ref')
  h.contains(h.messages[2], 'did you mean `refresh`?')
  vim.cmd('Ibid srcs')
  h.contains(h.messages[3], 'did you mean `sources`?')
  vim.cmd('Ibid! fix')
  h.contains(h.messages[4], '`fix` takes no `!`')
end)

h.test('every command that needs no word has a <Plug> mapping, and no key is taken', function()
  local plugs = {}
  for _, map in ipairs(vim.api.nvim_get_keymap('n')) do
    assert(not (map.rhs or ''):find('Ibid', 1, true) or map.lhs:find('^<Plug>'), map.lhs)
    plugs[map.lhs:match('^<Plug>%(ibid%-([%l-]+)%)$') or ''] = map.rhs
  end
  for _, name in ipairs(vim.fn.getcompletion('Ibid ', 'cmdline')) do
    if not vim.list_contains({ 'init', 'log', 'restart', 'toggle' }, name) then
      h.eq('<Cmd>Ibid ' .. name .. '<CR>', plugs[name])
    end
  end
  h.open('# A ferry\n')
  h.type('<Plug>(ibid-fix)')
  h.contains(h.messages[1], 'nothing to fix')
end)

h.test(':Ibid fix without a server says so', function()
  vim.cmd.enew()
  vim.cmd('Ibid fix')
  h.contains(h.messages[1], ':checkhealth ibid')
end)

h.test(':Ibid log opens the log', function()
  vim.cmd('silent Ibid log')
  h.eq(vim.lsp.log.get_filename(), vim.api.nvim_buf_get_name(0))
  vim.cmd.tabclose()
end)

local CLAIMS = '# The mill\n\nIn 2024 output fell by 14 percent. Experts say that it will fall again.\n\nSee [the log]().\n'

h.test('the statusline tells how the draft stands, and follows it', function()
  local bufnr = h.open(CLAIMS)
  h.wait_for('the counts', function()
    return require('ibid').statusline(bufnr) == '1 broken · 2 unsourced'
  end)
  vim.o.statusline = "%{v:lua.require'ibid'.statusline()}"
  h.eq('1 broken · 2 unsourced', vim.trim(vim.api.nvim_eval_statusline(vim.o.statusline, {}).str))
  vim.cmd('Ibid status')
  h.eq('ibid: 1 broken · 2 unsourced; 2 claims: 0 sourced, 0 attributed, 2 open', h.messages[#h.messages])
  vim.api.nvim_buf_set_lines(bufnr, 4, 5, false, {})
  h.wait_for('the counts without the link', function()
    return require('ibid').statusline(bufnr) == '2 unsourced'
  end)
  vim.o.statusline = ''
end)

h.test(':Ibid status says so where nothing is checked', function()
  vim.cmd('enew')
  vim.cmd('Ibid status')
  h.contains(h.messages[#h.messages], 'no draft')
  h.eq('', require('ibid').statusline())
end)
