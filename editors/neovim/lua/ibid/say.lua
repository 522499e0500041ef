--- Words to the writer.
local M = {}

function M.say(message)
  vim.notify('ibid: ' .. message, vim.log.levels.INFO)
end

function M.warn(message)
  vim.notify('ibid: ' .. message, vim.log.levels.WARN)
end

function M.once(message)
  vim.notify_once('ibid: ' .. message, vim.log.levels.WARN)
end

--- What the server says.
---@param params lsp.ShowMessageParams
function M.told(params)
  local levels = { vim.log.levels.ERROR, vim.log.levels.WARN, vim.log.levels.INFO, vim.log.levels.DEBUG }
  vim.notify('ibid: ' .. params.message, levels[params.type] or vim.log.levels.INFO)
end

return M
