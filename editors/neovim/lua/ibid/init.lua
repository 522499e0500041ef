--- What `:Ibid` does. Rules, messages and defaults are the server's; none of them is repeated here.
local M = {}

local FIX_ALL = 'source.fixAll.ibid'

--- A save must not hang on a server that does. An answer that needs longer is no answer.
local TIMEOUT_MS = 2000

local function say(message, level)
  vim.notify('ibid: ' .. message, level or vim.log.levels.INFO)
end

local function warn(message)
  say(message, vim.log.levels.WARN)
end

--- The configured command up to the word `lsp`, so that a wrapper ({ 'nix', 'run', '.#ibid', '--', 'lsp' }) runs
--- the other commands as well.
---@return string[]
function M.program()
  local config = vim.lsp.config.ibid
  local cmd = config and config.cmd
  if type(cmd) ~= 'table' then
    return { 'ibid' }
  end
  local words = {}
  for _, word in ipairs(cmd) do
    if word == 'lsp' then
      break
    end
    words[#words + 1] = word
  end
  return words
end

--- Runs `ibid …` outside the server. Never raises: a missing program is a result like another.
---@param arguments string[]
---@param done? fun(result: { code: integer, stdout?: string, stderr?: string }) without it the call waits
function M.run(arguments, done)
  local program = M.program()
  local command = vim.list_extend(vim.list_slice(program), arguments)
  local started, process = pcall(vim.system, command, { text = true }, done and vim.schedule_wrap(done) or nil)
  if started and done then
    return
  end
  local result = started and process:wait(TIMEOUT_MS)
    or { code = 127, stderr = ('`%s` cannot be run; see :checkhealth ibid'):format(program[1] or '') }
  if done then
    done(result)
  end
  return result
end

--- The server attached to a buffer, if one is.
local function server(bufnr)
  return vim.lsp.get_clients({ name = 'ibid', bufnr = bufnr })[1]
end

--- The answer to a request, empty where the server answers with null, or nil after saying why there is none.
local function request(client, method, params, bufnr)
  local response, err = client:request_sync(method, params, TIMEOUT_MS, bufnr)
  err = err or response and response.err and response.err.message
  if err then
    return warn(('the server did not answer %s: %s'):format(method, err))
  end
  local result = response and response.result
  return type(result) == 'table' and result or {}
end

--- Applies every safe fix to a buffer and returns when it is done, so that a |BufWritePre| autocommand may call it.
---@param options? { bufnr?: integer }
---@return boolean? changed nil if there is no server or no answer
function M.fix_all(options)
  local bufnr = options and options.bufnr or vim.api.nvim_get_current_buf()
  local client = server(bufnr)
  if not client then
    return nil
  end
  local actions = request(client, 'textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(bufnr),
    range = {
      start = { line = 0, character = 0 },
      ['end'] = { line = vim.api.nvim_buf_line_count(bufnr), character = 0 },
    },
    context = { diagnostics = {}, only = { FIX_ALL } },
  }, bufnr)
  if not actions then
    return nil
  end
  local action = vim.iter(actions):find(function(offered)
    return offered.kind == FIX_ALL
  end)
  if not action then
    return false
  end
  if not action.edit then
    action = request(client, 'codeAction/resolve', action, bufnr)
  end
  if not (action and action.edit) then
    return nil
  end
  local before = vim.api.nvim_buf_get_changedtick(bufnr)
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  return vim.api.nvim_buf_get_changedtick(bufnr) ~= before
end

local function fix()
  if not server(0) then
    warn('no server is attached to this buffer; see :checkhealth ibid')
  elseif M.fix_all() == false then
    say('nothing to fix without you; `gra` offers the other fixes')
  end
end

--- Off, wait for the old process without holding up the editor, on again.
local function restart()
  local old = vim.lsp.get_clients({ name = 'ibid' })
  vim.lsp.enable('ibid', false)
  local function started_again(tries)
    local running = vim.tbl_filter(function(client)
      return vim.lsp.get_client_by_id(client.id) ~= nil
    end, old)
    if #running > 0 and tries > 0 then
      return vim.defer_fn(function()
        started_again(tries - 1)
      end, 50)
    end
    for _, client in ipairs(running) do
      client:stop(true)
    end
    vim.lsp.enable('ibid')
    M.warn_if_missing()
  end
  started_again(TIMEOUT_MS / 50)
end

local function log()
  vim.cmd.tabedit({ args = { vim.fn.fnameescape(vim.lsp.log.get_filename()) } })
end

--- The rule of the finding under the cursor, or else of the first one in its line.
local function rule_at_cursor()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local first
  for _, diagnostic in ipairs(vim.diagnostic.get(0, { lnum = row - 1 })) do
    if diagnostic.source == 'ibid' then
      if diagnostic.col <= column and column < diagnostic.end_col then
        return diagnostic.code
      end
      first = first or diagnostic.code
    end
  end
  return first
end

local function show(rule, markdown, mods)
  local bufnr = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split(vim.trim(markdown), '\n'))
  -- A page shown twice keeps its name only once; the name is a nicety, the page is not.
  pcall(vim.api.nvim_buf_set_name, bufnr, 'ibid://rules/' .. rule)
  vim.bo[bufnr].filetype = 'markdown'
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].modifiable = false
  vim.keymap.set('n', 'q', '<C-w>c', { buffer = bufnr, desc = 'Close the page' })
  vim.cmd({ cmd = 'sbuffer', args = { bufnr }, mods = mods })
end

--- Shows the page of a rule in a split.
---@param rule string
---@param mods? table as |nvim_cmd()| takes them
function M.explain(rule, mods)
  M.run({ 'explain', rule }, function(result)
    if result.code ~= 0 then
      return warn(vim.trim(result.stderr or ''))
    end
    show(rule, result.stdout, mods)
  end)
end

--- Shows the places that a count leads to in the quickfix list.
---@param places lsp.Location[]
---@param client_id integer
function M.show_places(places, client_id)
  local client = assert(vim.lsp.get_client_by_id(client_id))
  local items = vim.lsp.util.locations_to_items(places, client.offset_encoding)
  vim.fn.setqflist({}, ' ', { title = 'Cited', items = items })
  vim.cmd('botright copen')
end

--- Has the server's actions of a kind; one alone is applied, of several the menu asks.
local function actions(kind)
  return function()
    if not server(0) then
      return warn('no server is attached to this buffer; see :checkhealth ibid')
    end
    vim.lsp.buf.code_action({ context = { only = { kind }, diagnostics = {} }, apply = true })
  end
end

--- Has sources looked up; the server says itself what came of it, or why nothing does.
local function check(options)
  local client = server(0)
  if not client then
    return warn('no server is attached to this buffer; see :checkhealth ibid')
  end
  local place = options.fargs[2]
  local fresh = options.fargs[1] == 'check!'
  if place and (place ~= 'here' or fresh) then
    return warn('it is `:Ibid check`, `:Ibid check!` or `:Ibid check here`')
  end
  local where = vim.lsp.util.make_position_params(0, client.offset_encoding)
  client:exec_cmd({
    title = 'Check sources',
    command = place and 'ibid.checkSource' or fresh and 'ibid.refreshSources' or 'ibid.checkSources',
    arguments = { where.textDocument.uri, where.position },
  }, { bufnr = vim.api.nvim_get_current_buf() }, function(err)
    if err then
      warn(err.message)
    end
  end)
end

--- Calls off what `check` began, as soon as Neovim knows that it goes on: what takes less is over before.
local function cancel()
  local any = false
  for _, client in ipairs(vim.lsp.get_clients({ name = 'ibid' })) do
    for token, title in pairs(client.progress.pending) do
      if title == 'Looking up sources' then
        any = true
        client:notify('window/workDoneProgress/cancel', { token = token })
      end
    end
  end
  if not any then
    warn('no sources are being looked up')
  end
end

local function explain(options)
  local rule = options.fargs[2] or rule_at_cursor()
  if not rule then
    return warn('name a rule, or put the cursor on a finding')
  end
  M.explain(rule, options.smods)
end

local function status()
  local report = require('ibid.status').report()
  if report then
    say(report)
  else
    warn('no draft that a server checks is in this buffer; see :checkhealth ibid')
  end
end

local subcommands = {
  cancel = cancel,
  check = check,
  ['check!'] = check,
  cite = actions('refactor.rewrite.cite.ibid'),
  explain = explain,
  fix = fix,
  log = log,
  renumber = actions('source.renumberFootnotes.ibid'),
  restart = restart,
  rewrite = actions('refactor.rewrite.form.ibid'),
  sort = actions('source.sortDefinitions.ibid'),
  status = status,
}

--- The commands. Whoever has found one also finds the form with a bang.
local function names()
  return vim.iter(vim.fn.sort(vim.tbl_keys(subcommands)))
    :filter(function(name)
      return not vim.endswith(name, '!')
    end)
    :totable()
end

function M.command(options)
  local subcommand = subcommands[options.fargs[1]]
  if not subcommand then
    return warn(
      ('`%s` is not one of %s'):format(options.fargs[1], table.concat(names(), ', '))
    )
  end
  subcommand(options)
end

--- The first column of `ibid rules`.
local function rule_names()
  local names = {}
  for line in vim.gsplit(M.run({ 'rules' }).stdout or '', '\n') do
    names[#names + 1] = line:match('^(%l[%l%d]*%-[%l%d-]+)')
  end
  return names
end

---@param lead string the word so far
---@param line string the command line up to the cursor
function M.complete(lead, line)
  local chosen = line:match('Ibid%s+(%S+)%s+%S*$')
  local words = {}
  if chosen == nil then
    words = names()
  elseif chosen == 'explain' then
    words = rule_names()
  elseif chosen == 'check' then
    words = { 'here' }
  end
  return vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, words)
end

--- How a draft stands, for a statusline: `3 broken · 5 unsourced`. Costs nothing: it reads what was last heard.
---@param bufnr? integer the current buffer by default
---@return string
function M.statusline(bufnr)
  return require('ibid.status').line(bufnr)
end

function M.warn_if_missing()
  local name = M.program()[1]
  if name and vim.fn.executable(name) == 0 then
    vim.notify_once(
      ('ibid: `%s` is not an executable, so drafts are not checked; see :checkhealth ibid'):format(name),
      vim.log.levels.WARN
    )
  end
end

--- Tells every server that a file on disk has other contents now.
---@param path string
function M.file_changed(path)
  local change = { uri = vim.uri_from_fname(path), type = vim.lsp.protocol.FileChangeType.Changed }
  for _, client in ipairs(vim.lsp.get_clients({ name = 'ibid' })) do
    client:notify('workspace/didChangeWatchedFiles', { changes = { change } })
  end
end

--- Called when the server ends. 15 is how Neovim itself ends a server that does not answer.
function M.exited(code, signal)
  if code == 0 and (signal == 0 or signal == 15) then
    return
  end
  vim.schedule(function()
    warn('the server has stopped; `:Ibid restart` starts it, `:Ibid log` may say why')
  end)
end

return M
