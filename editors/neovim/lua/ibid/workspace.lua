--- The findings of the whole workspace in the quickfix list, as the server sees it: with the drafts as they stand in
--- buffers, and with the settings of this editor.
local say = require('ibid.say')
local server = require('ibid.server')

local M = {}

local TYPES = { 'E', 'W', 'I', 'N' }

local function items(reports, encoding)
  local locations = {}
  for _, report in ipairs(reports) do
    for _, found in ipairs(report.items or {}) do
      locations[#locations + 1] = { uri = report.uri, range = found.range, found = found }
    end
  end
  return vim.tbl_map(function(item)
    local found = item.user_data.found
    item.type = TYPES[found.severity] or 'E'
    item.text = ('%s [%s]'):format(found.message:gsub('%s*\n%s*', ' '), found.code)
    item.user_data = nil
    return item
  end, vim.lsp.util.locations_to_items(locations, encoding))
end

local function show(found)
  vim.fn.setqflist({}, ' ', { title = 'ibid: the workspace', items = found })
  if #found == 0 then
    say.say('nothing found in the workspace')
  else
    vim.cmd('botright copen')
  end
end

--- Asks the server of the current buffer for what it finds in its folders; from a buffer that has none, every server.
function M.show()
  local own = server.of()
  local clients = own and { own } or vim.lsp.get_clients({ name = 'ibid' })
  if #clients == 0 then
    return server.wanted()
  end
  local waiting, found = #clients, {}
  for _, client in ipairs(clients) do
    client:request('workspace/diagnostic', { previousResultIds = {} }, function(err, answer)
      waiting = waiting - 1
      if err then
        say.warn(err.message)
      else
        vim.list_extend(found, items(answer.items, client.offset_encoding))
      end
      if waiting == 0 then
        show(found)
      end
    end)
  end
end

--- Shows the places that a count leads to.
---@param places lsp.Location[]
---@param client_id integer
function M.show_places(places, client_id)
  local client = assert(vim.lsp.get_client_by_id(client_id))
  local found = vim.lsp.util.locations_to_items(places, client.offset_encoding)
  vim.fn.setqflist({}, ' ', { title = 'Cited', items = found })
  vim.cmd('botright copen')
end

return M
