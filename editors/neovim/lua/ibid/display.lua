--- How findings look, unless the writer says otherwise. Only our own are touched: a namespace of diagnostics has options of its own.
local M = {}

--- As Neovim has them. What the writer has set for all servers differs from these, and stays.
local SHIPPED = { severity_sort = false, signs = true, virtual_text = false }

--- A draft may want many sources, and a column full of letters says nothing; so signs are for what is broken. The message
--- stands beside the line that the cursor is in, and beside no other.
local OURS = {
  severity_sort = true,
  signs = { severity = { min = vim.diagnostic.severity.WARN } },
  virtual_text = { current_line = true },
}

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
  -- Messages below the line need none beside it.
  if everywhere.virtual_lines then
    options.virtual_text = nil
  end
  return vim.tbl_extend('force', options, type(chosen) == 'table' and chosen or {})
end

--- Sets them for a server, whether it sends its findings or is asked for them.
---@param client_id integer
function M.apply(client_id)
  local options = M.options()
  if next(options) then
    for _, asked in ipairs({ false, true }) do
      vim.diagnostic.config(options, vim.lsp.diagnostic.get_namespace(client_id, asked))
    end
  end
end

return M
