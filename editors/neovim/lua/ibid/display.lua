--- How findings look, unless the writer says otherwise. Only our own are touched: a namespace of diagnostics has options
--- of its own.
local M = {}

--- As Neovim has them. What the writer has set for all servers differs from these, and stays.
local SHIPPED = { severity_sort = false, signs = true }

--- A draft may want many sources, and a column full of letters says nothing; so signs are for what is broken.
local OURS = {
  severity_sort = true,
  signs = { severity = { min = vim.diagnostic.severity.WARN } },
}

local HIGHLIGHTS = { 'DiagnosticError', 'DiagnosticWarn', 'DiagnosticInfo', 'DiagnosticHint' }

--- What differs from the writer's options for all servers.
---@return vim.diagnostic.Opts
function M.options()
  local chosen = vim.g.ibid_diagnostics
  if chosen == false then
    return {}
  end
  local everywhere, options = vim.diagnostic.config() or {}, {}
  for key, value in pairs(OURS) do
    if everywhere[key] == SHIPPED[key] then
      options[key] = value
    end
  end
  return vim.tbl_extend('force', options, type(chosen) == 'table' and chosen or {})
end

--- Whether messages are to be told in the command line: not if they stand in the text, for which prose has little room.
local function tells()
  local chosen = vim.g.ibid_diagnostics
  if vim.g.ibid_echo ~= nil or chosen == false then
    return vim.g.ibid_echo and true or false
  end
  local options = vim.tbl_extend('force', vim.diagnostic.config() or {}, M.options())
  return not (options.virtual_text or options.virtual_lines)
end

--- The finding that the cursor is in; of several the shortest. A line of prose is a paragraph, and has many.
local function under_cursor(bufnr)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local found, length
  for _, finding in ipairs(vim.diagnostic.get(bufnr, { lnum = row - 1 })) do
    local last = finding.end_lnum == finding.lnum and finding.end_col or math.huge
    local here = finding.col <= column and column < math.max(last, finding.col + 1)
    if finding.source == 'ibid' and here and (not found or last - finding.col < length) then
      found, length = finding, last - finding.col
    end
  end
  return found
end

--- As much of a message as the command line holds without asking to press a key.
local function shortened(message)
  local text, room = message:gsub('%s+', ' '), vim.v.echospace
  if vim.fn.strdisplaywidth(text) <= room then
    return text
  end
  return vim.fn.strcharpart(text, 0, math.max(room - 1, 0)) .. '…'
end

local told

--- Tells in the command line what is wrong under the cursor. What others wrote there is erased only by that.
---@param bufnr integer
function M.tell(bufnr)
  if bufnr ~= vim.api.nvim_get_current_buf() or vim.api.nvim_get_mode().mode ~= 'n' then
    return
  end
  local found = tells() and under_cursor(bufnr)
  local text = found and shortened(found.message) or nil
  if text ~= told then
    told = text
    vim.api.nvim_echo({ { text or '', found and HIGHLIGHTS[found.severity] or nil } }, false, {})
  end
end

--- Sets all this for a buffer and its server, whether the server sends its findings or is asked for them.
---@param client_id integer
---@param bufnr integer
---@param group integer
function M.apply(client_id, bufnr, group)
  local options = M.options()
  if next(options) then
    for _, asked in ipairs({ false, true }) do
      vim.diagnostic.config(options, vim.lsp.diagnostic.get_namespace(client_id, asked))
    end
  end
  vim.api.nvim_clear_autocmds({ group = group, buffer = bufnr })
  vim.api.nvim_create_autocmd({ 'CursorMoved', 'DiagnosticChanged' }, {
    group = group,
    buffer = bufnr,
    callback = function()
      M.tell(bufnr)
    end,
  })
end

return M
