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

return M
