--- Looking sources up: asked for, followed, called off. The server says itself what came of it, or why nothing does.
local say = require('ibid.say')
local server = require('ibid.server')

local M = {}

--- The server tells of a run only once it has gone on for a while; who calls it off before means the same run.
local UNTOLD_MS = 1500

--- By the id of a client and the token of a run: how far it is, in the server's words.
local under_way = {}
local asked, unwanted = -math.huge, false

local function call_off(client_id, token)
  local client = vim.lsp.get_client_by_id(client_id)
  if client then
    client:notify('window/workDoneProgress/cancel', { token = token })
  end
  return client ~= nil
end

--- Takes what a server tells about its work. Only what can be called off is a look at sources.
---@param data { client_id: integer, params: lsp.ProgressParams }
function M.progress(data)
  local token, value = data.params.token, data.params.value
  local runs = under_way[data.client_id] or {}
  under_way[data.client_id] = runs
  if value.kind == 'begin' and value.cancellable then
    runs[token] = value.message or ''
    if unwanted then
      unwanted = false
      call_off(data.client_id, token)
    end
  elseif value.kind == 'report' and runs[token] then
    runs[token] = value.message or runs[token]
  elseif value.kind == 'end' then
    runs[token] = nil
  end
  vim.cmd.redrawstatus()
end

--- A server that has ended looks nothing up any more.
function M.forget(client_id)
  under_way[client_id] = nil
end

--- How far a look is that a server has under way: `3 of 12 sources`.
---@param bufnr? integer
---@return string?
function M.line(bufnr)
  local client = server.of(bufnr)
  local _, message = next(client and under_way[client.id] or {})
  return message
end

--- Has the server run a command of its own at the cursor.
local function command(name, title)
  local client = server.wanted()
  if not client then
    return
  end
  asked, unwanted = vim.uv.now(), false
  local where = vim.lsp.util.make_position_params(0, client.offset_encoding)
  client:exec_cmd({
    title = title,
    command = name,
    arguments = { where.textDocument.uri, where.position },
  }, { bufnr = vim.api.nvim_get_current_buf() }, function(err)
    if err then
      say.warn(err.message)
    end
  end)
end

--- Has sources looked up: all of the draft's, or the one under the cursor.
---@param options? { here?: boolean, fresh?: boolean }
function M.check(options)
  options = options or {}
  local name = options.here and 'ibid.checkSource' or options.fresh and 'ibid.refreshSources' or 'ibid.checkSources'
  command(name, 'Check sources')
end

--- Has the reference of the address or identifier under the cursor fetched, and cited in its place as the draft cites.
function M.fetch()
  command('ibid.fetchReference', 'Fetch the reference')
end

--- Calls off every look that is under way, in whichever draft it was asked for. What was found out is kept.
function M.cancel()
  local any = false
  for client_id, runs in pairs(under_way) do
    for token in pairs(runs) do
      any = call_off(client_id, token) or any
    end
  end
  if any then
    return
  end
  if vim.uv.now() - asked > UNTOLD_MS then
    return say.warn('no sources are being looked up')
  end
  unwanted = true
  vim.defer_fn(function()
    unwanted = false
  end, UNTOLD_MS)
end

return M
