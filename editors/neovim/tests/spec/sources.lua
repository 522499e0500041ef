-- Looking sources up in a web on loopback, calling it off, and the list of a draft's sources.
local h = require('harness')
local web = require('web')

local LOG = web.page('The log', '<p>Rain in the morning.</p><p>The gate did not hold all night, and 14 boats were lost.</p>')
local MAP = web.page('The weir on the map', '<p>The weir is marked in red, beside the mill.</p>')
local DRAFT = '"The gate did hold all night, and 14 boats were lost," says [the log](https://harbour.example.net/log).\n\n'
  .. 'Çà 😀 [on the map](https://maps.example.net/weir), and [again](https://maps.example.net/weir).\n'

local played = web.start({ ['harbour.example.net/log'] = LOG, ['maps.example.net/weir'] = MAP })

local function told(part)
  h.wait_for(part, function()
    return table.concat(h.messages, '\n'):find(part, 1, true)
  end)
end

local function allow(network)
  local choice = { network = network }
  -- At once, and when the server asks.
  h.fresh({ cmd_env = { IBID_TEST_WEB = played.address }, init_options = choice, settings = { ibid = choice } })
  h.messages = {}
end

h.test(':Ibid check is off until the writer allows it', function()
  allow('off')
  h.open(DRAFT)
  vim.cmd('Ibid check')
  told('ibid.network')
  h.eq({}, played.asked)
end)

h.test(':Ibid check here looks up the source under the cursor, :Ibid check all of them', function()
  allow('on')
  local bufnr = h.open(DRAFT)
  h.go_to(bufnr, 'on the map')
  vim.cmd('Ibid check here')
  told('1 source looked up: 1 there')
  h.eq({ 'maps.example.net/weir' }, played.asked)
  vim.cmd('Ibid check')
  told('2 sources looked up: 2 there')
  h.finding(bufnr, 'quotation-not-found')
  for _, command in ipairs({ 'Ibid refresh', 'Ibid check!', 'Ibid! check' }) do
    h.messages = {}
    local before = #played.asked
    vim.cmd(command)
    told('2 sources looked up')
    assert(#played.asked > before, command .. ' passes over what is kept')
  end
end)

h.test(':Ibid check says what it takes', function()
  h.open(DRAFT)
  vim.cmd('Ibid check there')
  h.contains(h.messages[1], ':Ibid check here')
end)

h.test(':Ibid check asks where the writer wants to be asked', function()
  allow('ask')
  h.open(DRAFT)
  local select, asked = vim.ui.select, nil
  -- Neovim 0.11 puts a server's questions with inputlist, others with vim.ui.select.
  local inputlist = vim.fn.inputlist
  vim.fn.inputlist = function(lines)
    asked = lines
    return 2
  end
  vim.ui.select = function(items, options, on_choice)
    asked = { options.prompt }
    on_choice(items[2], 2)
  end
  local before = #played.asked
  vim.cmd('Ibid check')
  h.wait_for('the question', function()
    return asked
  end)
  vim.fn.inputlist, vim.ui.select = inputlist, select
  h.contains(table.concat(asked, '\n'), 'Look up 2 sources in the net?')
  vim.wait(100)
  h.eq(before, #played.asked)
end)

local function hanging()
  allow('on')
  played.pages['maps.example.net/weir'] = web.HANGS
  return h.open(DRAFT)
end

h.test('the statusline follows a look, and :Ibid cancel calls it off', function()
  local bufnr = hanging()
  vim.cmd('Ibid refresh')
  h.wait_for('the look in the statusline', function()
    return require('ibid').statusline(bufnr):find('looking up 1 of 2 sources', 1, true)
  end)
  vim.cmd('Ibid cancel')
  told('the rest was called off')
  h.wait_for('the look to go from the statusline', function()
    return not require('ibid').statusline(bufnr):find('looking up', 1, true)
  end)
  h.messages = {}
  vim.wait(1600, function()
    return false
  end)
  vim.cmd('Ibid cancel')
  h.contains(h.messages[1], 'no sources are being looked up')
end)

h.test(':Ibid cancel right behind :Ibid refresh calls off what has not been told yet', function()
  hanging()
  vim.cmd('Ibid refresh')
  vim.cmd('Ibid cancel')
  told('the rest was called off')
  h.eq(1, #h.messages)
  played.pages['maps.example.net/weir'] = MAP
end)

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function listed()
  vim.cmd('Ibid sources')
  h.wait_for('the list', function()
    return vim.bo.filetype == 'ibid-sources'
  end)
end

h.test(':Ibid sources lists them with what is known, and follows a look', function()
  allow('on')
  local bufnr = h.open(DRAFT)
  listed()
  h.eq({
    '2 sources in draft.md: 2 unchecked',
    '',
    'unchecked  the log · harbour.example.net/log',
    'unchecked  on the map · maps.example.net/weir · cited 2 times',
  }, lines())
  h.eq(false, vim.bo.modifiable)
  local list = vim.api.nvim_get_current_win()
  vim.cmd.wincmd('p')
  h.eq(bufnr, vim.api.nvim_get_current_buf())
  vim.cmd('Ibid check')
  vim.api.nvim_set_current_win(list)
  h.wait_for('what came of it', function()
    return lines()[1] == '2 sources in draft.md: 1 broken, 1 present'
  end)
  h.eq('broken     the log · harbour.example.net/log · there, quotation not found', lines()[3])
end)

h.test('the list follows a look that finds nothing wrong', function()
  allow('on')
  h.open('Çà 😀 [on the map](https://maps.example.net/weir).\n')
  vim.cmd('Ibid check')
  listed()
  h.wait_for('what came of it', function()
    return lines()[1] == '1 source in draft.md: 1 present'
  end)
end)

h.test('in the list <CR> goes from citation to citation, gx opens the source, q closes', function()
  allow('on')
  local bufnr = h.open(DRAFT)
  local windows = #vim.api.nvim_list_wins()
  listed()
  local list = vim.api.nvim_get_current_win()
  vim.api.nvim_win_set_cursor(0, { 4, 0 })
  for _, text in ipairs({ '[on the map]', '[again]', '[on the map]' }) do
    vim.api.nvim_set_current_win(list)
    h.type('<CR>')
    h.eq(bufnr, vim.api.nvim_get_current_buf())
    local cursor, place = vim.api.nvim_win_get_cursor(0), h.place(bufnr, text)
    h.eq({ place.lnum + 1, place.col }, cursor, text)
  end
  vim.api.nvim_set_current_win(list)
  local opened
  local open = vim.ui.open
  vim.ui.open = function(url)
    opened = url
  end
  h.type('gx')
  vim.ui.open = open
  h.eq('https://maps.example.net/weir', opened)
  h.type('q')
  h.eq(windows, #vim.api.nvim_list_wins())
end)

h.test(':Ibid sources shows one list of a draft, and says so where there is nothing to list', function()
  allow('off')
  local bufnr = h.open(DRAFT)
  listed()
  local windows = #vim.api.nvim_list_wins()
  vim.cmd('wincmd p')
  listed()
  h.eq(windows, #vim.api.nvim_list_wins())
  vim.cmd('quit')
  h.eq(bufnr, vim.api.nvim_get_current_buf())
  h.open('# A ferry\n')
  vim.cmd('Ibid sources')
  h.wait_for('the answer', function()
    return h.messages[1]
  end)
  h.contains(h.messages[1], 'cites no sources')
end)

h.fresh()
