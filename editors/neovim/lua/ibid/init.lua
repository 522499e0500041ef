--- What may be called from a configuration; `:Ibid` offers the same and more. Rules, messages and defaults are the
--- server's; none of them is repeated here.
local M = {}

local FIX_ALL = 'source.fixAll.ibid'

--- Applies every safe fix to a buffer and returns when it is done, so that a |BufWritePre| autocommand may call it.
---@param options? { bufnr?: integer }
---@return boolean? changed nil if there is no server or no answer
function M.fix_all(options)
  local server = require('ibid.server')
  local bufnr = options and options.bufnr or vim.api.nvim_get_current_buf()
  local client = server.of(bufnr)
  if not client then
    return nil
  end
  local actions = server.request(client, 'textDocument/codeAction', {
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
    action = server.request(client, 'codeAction/resolve', action, bufnr)
  end
  if not (action and action.edit) then
    return nil
  end
  local before = vim.api.nvim_buf_get_changedtick(bufnr)
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  return vim.api.nvim_buf_get_changedtick(bufnr) ~= before
end

--- Looks sources up, if the writer allows it: all of the draft's, or the one under the cursor.
---@param options? { here?: boolean, fresh?: boolean }
function M.check(options)
  require('ibid.looking').check(options)
end

--- Fetches the reference of the address or identifier under the cursor, and cites it in its place.
function M.fetch()
  require('ibid.looking').fetch()
end

--- Calls off every look at sources that is under way.
function M.cancel()
  require('ibid.looking').cancel()
end

--- Shows the sources of the current draft.
---@param mods? table as |nvim_cmd()| takes them
function M.sources(mods)
  require('ibid.sources').show(mods)
end

--- Shows the findings of the workspace in the quickfix list.
function M.workspace()
  require('ibid.workspace').show()
end

--- Turns a rule or a group of rules off, or on again, until Neovim ends.
---@param name string
function M.toggle(name)
  require('ibid.toggle').toggle(name)
end

--- Shows the page of a rule in a split.
---@param rule string
---@param mods? table as |nvim_cmd()| takes them
function M.explain(rule, mods)
  require('ibid.pages').explain(rule, mods)
end

--- How a draft stands, for a statusline: `3 broken · 5 unsourced`. Costs nothing: it reads what was last heard.
---@param bufnr? integer the current buffer by default
---@return string
function M.statusline(bufnr)
  return require('ibid.status').line(bufnr)
end

return M
