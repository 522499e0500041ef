--- The sources of a draft in a window beside it: what is known of each, the way to its citations, and to itself.
local say = require('ibid.say')
local server = require('ibid.server')

local M = {}

local namespace = vim.api.nvim_create_namespace('ibid.sources')

--- The highlight of each state that the server knows; their order here is the order of the head line.
local STATES = { 'broken', 'unknown', 'moved', 'present', 'unchecked' }
local HIGHLIGHTS = {
  broken = 'DiagnosticError',
  unknown = 'DiagnosticWarn',
  moved = 'DiagnosticInfo',
  present = 'DiagnosticOk',
  unchecked = 'Comment',
}

--- By draft: its list's buffer, the sources in it line for line, which of a source's places was gone to last, and the
--- encoding.
local lists = {}

--- Lines above the first source.
local HEAD = 2

--- A title comes from the web: whatever it has in it, it takes one line.
local function plain(text)
  return (text:gsub('%c+', ' '))
end

local function head(name, sources)
  local counts = {}
  for _, source in ipairs(sources) do
    counts[source.state] = (counts[source.state] or 0) + 1
  end
  local parts = {}
  for _, state in ipairs(STATES) do
    if counts[state] then
      parts[#parts + 1] = ('%d %s'):format(counts[state], state)
    end
  end
  local number = ('%d %s in %s'):format(#sources, #sources == 1 and 'source' or 'sources', name)
  return #parts > 0 and ('%s: %s'):format(number, table.concat(parts, ', ')) or number
end

local function row(source)
  local parts = { plain(source.label) }
  if source.detail ~= source.label then
    parts[#parts + 1] = plain(source.detail)
  end
  if #source.places > 1 then
    parts[#parts + 1] = ('cited %d times'):format(#source.places)
  end
  -- Of what nobody has looked up the state says everything.
  if source.state ~= 'unchecked' then
    parts[#parts + 1] = plain(source.words)
  end
  return ('%-9s  %s'):format(source.state, table.concat(parts, ' · '))
end

local function fill(draft, sources)
  local list = lists[draft]
  list.sources, list.gone = sources, {}
  local lines = { head(vim.fs.basename(vim.api.nvim_buf_get_name(draft)), sources), '' }
  vim.list_extend(lines, vim.tbl_map(row, sources))
  vim.bo[list.bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(list.bufnr, 0, -1, false, lines)
  vim.bo[list.bufnr].modifiable = false
  vim.api.nvim_buf_clear_namespace(list.bufnr, namespace, 0, -1)
  vim.api.nvim_buf_set_extmark(list.bufnr, namespace, 0, 0, {
    virt_text = { { '<CR> goes to a citation, gx opens the source, q closes', 'Comment' } },
  })
  for index, source in ipairs(sources) do
    vim.api.nvim_buf_set_extmark(list.bufnr, namespace, HEAD + index - 1, 0, {
      end_col = #source.state,
      hl_group = HIGHLIGHTS[source.state],
    })
  end
end

--- Asks the server anew. Nothing is looked up for it.
---@param draft integer
---@param done? fun(sources: table[]?)
local function ask(draft, done)
  local client = server.of(draft)
  if not client then
    return
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(draft) }
  client:request('ibid/sources', params, function(err, sources)
    sources = type(sources) == 'table' and sources or nil
    local list = lists[draft]
    if list then
      list.encoding = client.offset_encoding
      if sources then
        fill(draft, sources)
      end
    end
    if done then
      done(sources, err)
    end
  end, draft)
end

--- Brings the list of a draft up to date, if it is shown.
---@param draft integer
function M.refresh(draft)
  if lists[draft] then
    ask(draft)
  end
end

local function chosen(draft)
  return lists[draft].sources[vim.api.nvim_win_get_cursor(0)[1] - HEAD]
end

--- Goes to where a source is cited; asked again, to the next such place.
local function go(draft)
  local list, source = lists[draft], chosen(draft)
  if not source then
    return
  end
  local next_place = (list.gone[source] or 0) % #source.places + 1
  list.gone[source] = next_place
  local window = vim.fn.win_findbuf(draft)[1]
  if window then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd('aboveleft sbuffer ' .. draft)
  end
  local location = { uri = vim.uri_from_bufnr(draft), range = source.places[next_place] }
  vim.lsp.util.show_document(location, list.encoding, { focus = true, reuse_win = true })
end

local function open(draft)
  local source = chosen(draft)
  if not source then
    return
  end
  if not source.url then
    return say.warn(('`%s` has no address'):format(plain(source.label)))
  end
  local _, err = vim.ui.open(source.url)
  if err then
    say.warn(err)
  end
end

local function make(draft)
  local bufnr = vim.api.nvim_create_buf(false, true)
  local name = vim.fs.basename(vim.api.nvim_buf_get_name(draft))
  pcall(vim.api.nvim_buf_set_name, bufnr, ('ibid://sources/%d/%s'):format(draft, name))
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].filetype = 'ibid-sources'
  local function map(key, does, desc)
    vim.keymap.set('n', key, function()
      does(draft)
    end, { buffer = bufnr, desc = desc, nowait = true })
  end
  map('<CR>', go, 'Go to where the source is cited')
  map('gx', open, 'Open the source')
  map('q', function()
    vim.cmd.close()
  end, 'Close the list')
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = bufnr,
    callback = function()
      lists[draft] = nil
    end,
  })
  return bufnr
end

--- Shows the sources of the current draft.
---@param mods? table as |nvim_cmd()| takes them
function M.show(mods)
  local draft = vim.api.nvim_get_current_buf()
  if not server.wanted(draft) then
    return
  end
  if lists[draft] then
    ask(draft)
    return vim.api.nvim_set_current_win(vim.fn.win_findbuf(lists[draft].bufnr)[1])
  end
  ask(draft, function(sources, err)
    if not sources then
      return say.warn(err and err.message or 'this buffer is no draft that is checked')
    end
    if #sources == 0 then
      return say.say('this draft cites no sources')
    end
    lists[draft] = { bufnr = make(draft) }
    vim.cmd({ cmd = 'sbuffer', args = { lists[draft].bufnr }, mods = mods })
    -- The places are those of the client that was asked.
    lists[draft].encoding = server.of(draft).offset_encoding
    fill(draft, sources)
    vim.wo.wrap = false
    vim.wo.cursorline = true
    vim.api.nvim_win_set_cursor(0, { HEAD + 1, 0 })
    if not (mods and (mods.vertical or (mods.tab or -1) >= 0)) then
      vim.cmd.resize(math.min(#sources + HEAD, 12))
    end
  end)
end

return M
