--- What the specs share: counting, waiting, drafts on disk, and looking at a buffer as a writer would.
local M = {}

--- Time for a debug build on a machine that does two other things. A pass never waits for it.
local PATIENCE_MS = 20000

--- Longer than all specs need together: a prompt that waits for a key would otherwise wait for ever.
local WATCHDOG_MS = 300000

local passed, failed = 0, 0
local directory = vim.env.TMPDIR .. '/drafts'
local drafts = 0

local function print_line(text)
  io.stdout:write(text, '\n')
  io.stdout:flush()
end

--- Notifications since the test began, newest last. Tests read them; nobody else does.
M.messages = {}
vim.notify = function(message)
  table.insert(M.messages, message)
end

local function total()
  print_line(('%d passed, %d failed'):format(passed, failed))
end

vim.defer_fn(function()
  failed = failed + 1
  print_line('FAIL the specs did not end')
  total()
  os.exit(1)
end, WATCHDOG_MS)

function M.heading(name)
  print_line('# ' .. name)
end

local function wipe()
  vim.cmd('silent! only! | silent! %bwipeout!')
  vim.api.nvim_create_augroup('spec', { clear = true })
end

--- Every test starts without buffers, and with the configuration that the plugin ships plus the binary under test.
function M.test(name, body)
  M.messages = {}
  wipe()
  local started = vim.uv.hrtime()
  local ok, err = xpcall(body, debug.traceback)
  local took = math.floor((vim.uv.hrtime() - started) / 1e6)
  if ok then
    passed = passed + 1
    print_line(('ok   %s (%d ms)'):format(name, took))
  else
    failed = failed + 1
    print_line(('FAIL %s\n%s'):format(name, err))
    for _, message in ipairs(M.messages) do
      print_line('     notified: ' .. message)
    end
  end
end

function M.eq(want, got, what)
  if not vim.deep_equal(want, got) then
    error(('%swant %s\n got %s'):format(what and what .. ': ' or '', vim.inspect(want), vim.inspect(got)), 2)
  end
end

function M.contains(text, part)
  if not text:find(part, 1, true) then
    error(('no `%s` in:\n%s'):format(part, text), 2)
  end
end

---@generic T
---@param what string
---@param condition fun(): T?
---@return T
function M.wait_for(what, condition)
  local value
  vim.wait(PATIENCE_MS, function()
    value = condition()
    return value
  end, 10)
  if not value then
    error('waited in vain for ' .. what, 2)
  end
  return value
end

function M.configure(config)
  vim.lsp.config('ibid', vim.tbl_extend('force', { cmd = { vim.env.IBID, 'lsp' } }, config or {}))
end

function M.client(bufnr)
  return vim.lsp.get_clients({ name = 'ibid', bufnr = bufnr })[1]
end

--- Ends every server and forgets what tests configured, so that the next buffer starts a new one.
function M.fresh(config)
  wipe()
  vim.lsp.enable('ibid', false)
  M.wait_for('the servers to end', function()
    return #vim.lsp.get_clients({ name = 'ibid' }) == 0
  end)
  -- The only way back to lsp/ibid.lua alone: vim.lsp.config() merges into what was set before.
  vim.lsp.config['ibid'] = { cmd = { vim.env.IBID, 'lsp' } }
  M.configure(config)
  vim.lsp.enable('ibid')
end

--- A directory of its own, with an ibid.toml, so that every draft has its own root.
function M.project(configuration)
  drafts = drafts + 1
  local path = ('%s/%d'):format(directory, drafts)
  vim.fn.mkdir(path, 'p')
  M.write(path .. '/ibid.toml', configuration or '')
  return path
end

function M.write(path, text)
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
end

function M.read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('*a')
  file:close()
  return text
end

--- Opens a draft as a writer does and waits until a server has it.
---@param text string
---@param options? { name?: string, project?: string }
---@return integer bufnr
function M.open(text, options)
  options = options or {}
  local path = (options.project or M.project()) .. '/' .. (options.name or 'draft.md')
  M.write(path, text)
  vim.cmd.edit(vim.fn.fnameescape(path))
  local bufnr = vim.api.nvim_get_current_buf()
  M.wait_for('a server', function()
    local client = M.client(bufnr)
    return client and client.initialized
  end)
  return bufnr
end

function M.text(bufnr)
  return table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), '\n')
end

--- Where `part` stands in the buffer, as vim.diagnostic counts: lines from 0, columns in bytes from 0.
function M.place(bufnr, part)
  for index, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)) do
    local first, last = line:find(part, 1, true)
    if first then
      return { lnum = index - 1, col = first - 1, end_lnum = index - 1, end_col = last }
    end
  end
  error(('`%s` is not in the draft'):format(part), 2)
end

--- Puts the cursor on the first letter of `part`.
function M.go_to(bufnr, part)
  local place = M.place(bufnr, part)
  vim.api.nvim_win_set_cursor(0, { place.lnum + 1, place.col })
end

--- The text of the floating window that a hover opens.
function M.hover()
  vim.lsp.buf.hover()
  local window = M.wait_for('the hover', function()
    return vim.iter(vim.api.nvim_list_wins()):find(function(window)
      return vim.api.nvim_win_get_config(window).relative ~= ''
    end)
  end)
  local text = M.text(vim.api.nvim_win_get_buf(window))
  vim.api.nvim_win_close(window, true)
  return text
end

--- The findings of a rule, in the order of the text.
function M.findings(bufnr, rule)
  local found = vim.tbl_filter(function(diagnostic)
    return diagnostic.source == 'ibid' and (rule == nil or diagnostic.code == rule)
  end, vim.diagnostic.get(bufnr))
  table.sort(found, function(a, b)
    return a.lnum < b.lnum or a.lnum == b.lnum and a.col < b.col
  end)
  return found
end

--- Waits until a rule has exactly one finding.
function M.finding(bufnr, rule)
  return M.wait_for('one ' .. rule, function()
    local found = M.findings(bufnr, rule)
    return #found == 1 and found[1]
  end)
end

function M.gone(bufnr, rule)
  M.wait_for(rule .. ' to go', function()
    return #M.findings(bufnr, rule) == 0
  end)
end

--- Puts the cursor on a finding, opens the menu of actions and chooses the first quick fix whose title has `part`.
function M.choose(bufnr, rule, part)
  local finding = M.finding(bufnr, rule)
  local titles, chosen = nil, nil
  local select = vim.ui.select
  vim.ui.select = function(items, _, on_choice)
    titles = vim.tbl_map(function(item)
      return item.action.title
    end, items)
    for index, item in ipairs(items) do
      if item.action.kind == 'quickfix' and item.action.title:lower():find(part, 1, true) then
        chosen = true
        return on_choice(item, index)
      end
    end
  end
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  vim.lsp.buf.code_action()
  vim.wait(PATIENCE_MS, function()
    return titles
  end, 10)
  vim.ui.select = select
  if not chosen then
    error(('no quick fix with `%s` among %s'):format(part, vim.inspect(titles)), 3)
  end
end

--- Chooses a quick fix and waits until it has changed the text.
function M.quick_fix(bufnr, rule, part)
  local before = vim.api.nvim_buf_get_changedtick(bufnr)
  M.choose(bufnr, rule, part or '')
  M.wait_for('the edit', function()
    return vim.api.nvim_buf_get_changedtick(bufnr) ~= before
  end)
end

--- Types keys in the current window and lets every one of them act.
function M.type(keys)
  vim.api.nvim_feedkeys(vim.keycode(keys), 'tx', false)
end

function M.undo()
  vim.cmd('silent undo')
end

function M.finish()
  vim.lsp.enable('ibid', false)
  vim.wait(3000, function()
    return #vim.lsp.get_clients({ name = 'ibid' }) == 0
  end, 10)
  total()
  os.exit(failed == 0 and passed > 0 and 0 or 1)
end

return M
