--- The draft at a glance, for a statusline: what is broken and what wants a source. The server counts and finds the words.
local looking = require('ibid.looking')
local server = require('ibid.server')

local M = {}

--- Diagnostics come in bursts while somebody types; a statusline may follow after them.
local PAUSE_MS = 300

local pending = {}

local function redraw(bufnr)
  if vim.api.nvim_get_current_buf() == bufnr then
    vim.cmd.redrawstatus()
  end
end

local function ask(bufnr)
  local client = server.of(bufnr)
  if not client then
    vim.b[bufnr].ibid_status = nil
    return
  end
  local params = { textDocument = vim.lsp.util.make_text_document_params(bufnr) }
  client:request('ibid/status', params, function(_, status)
    if vim.api.nvim_buf_is_valid(bufnr) then
      vim.b[bufnr].ibid_status = type(status) == 'table' and status or nil
      redraw(bufnr)
    end
  end, bufnr)
end

--- Asks for the state of a buffer once its diagnostics have come to rest.
---@param bufnr integer
function M.refresh(bufnr)
  if pending[bufnr] then
    pending[bufnr]:stop()
  end
  pending[bufnr] = vim.defer_fn(function()
    pending[bufnr] = nil
    if vim.api.nvim_buf_is_loaded(bufnr) then
      ask(bufnr)
      require('ibid.sources').refresh(bufnr)
    end
  end, PAUSE_MS)
end

--- A few words for the statusline, `3 broken · 5 unsourced`, and how far a look at sources is; empty for a buffer that
--- ibid does not check.
---@param bufnr? integer
---@return string
function M.line(bufnr)
  local status, looked = vim.b[bufnr or 0].ibid_status, looking.line(bufnr)
  local parts = {}
  parts[1] = status and status.label
  parts[#parts + 1] = looked and 'looking up ' .. looked
  return table.concat(parts, ' · ')
end

--- The same and how many claims have a source, for a person who asks.
---@return string?
function M.report()
  local status = vim.b.ibid_status
  return status and ('%s; %s'):format(status.label, status.detail)
end

return M
