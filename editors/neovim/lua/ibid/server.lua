--- The running server: who it is for a buffer, questions to it, its end and its return.
local program = require('ibid.program')
local say = require('ibid.say')

local M = {}

--- A save must not hang on a server that does. An answer that needs longer is no answer.
local TIMEOUT_MS = 2000

--- The server attached to a buffer, if one is.
---@param bufnr? integer the current buffer by default
---@return vim.lsp.Client?
function M.of(bufnr)
  return vim.lsp.get_clients({ name = 'ibid', bufnr = bufnr or 0 })[1]
end

--- The same, and words to the writer where there is none.
---@return vim.lsp.Client?
function M.wanted(bufnr)
  local client = M.of(bufnr)
  if not client then
    say.warn('no server is attached to this buffer; see :checkhealth ibid')
  end
  return client
end

--- The answer to a request, empty where the server answers with null, or nil after saying why there is none.
function M.request(client, method, params, bufnr)
  local response, err = client:request_sync(method, params, TIMEOUT_MS, bufnr)
  err = err or response and response.err and response.err.message
  if err then
    return say.warn(('the server did not answer %s: %s'):format(method, err))
  end
  local result = response and response.result
  return type(result) == 'table' and result or {}
end

--- Off, wait for the old process without holding up the editor, on again.
function M.restart()
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
    program.warn_if_missing()
  end
  started_again(TIMEOUT_MS / 50)
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
    say.warn('the server has stopped; `:Ibid restart` starts it, `:Ibid log` may say why')
  end)
end

return M
