--- A server on loopback that plays all hosts of the web: the first part of a path is the host that was meant. Only builds
--- of ibid for testing can be led there, by `IBID_TEST_WEB`.
local M = {}

--- With less on it a page would not be taken for a whole one.
local REST = '<p>The weather of the year before last is kept in the loft, in boxes, by month, and whoever wants to see it '
  .. 'must ask at the desk on a Tuesday, when the keeper of the loft is there and has brought the ladder. Tea is not '
  .. 'served. Dogs wait outside, on the bench beside the pump, which was painted green by the children of the school one '
  .. 'summer and has been green ever since.</p>'

--- A page of the web.
---@return { status: integer, type: string, body: string }
function M.page(title, text, head)
  local body = '<!doctype html><html><head><title>%s</title>%s</head><body><h1>%s</h1>%s%s</body></html>'
  return { status = 200, type = 'text/html; charset=utf-8', body = body:format(title, head or '', title, text, REST) }
end

--- What a registry or an archive answers.
function M.json(value, status)
  return { status = status or 200, type = 'application/json', body = vim.json.encode(value) }
end

--- Takes the request and never answers.
M.HANGS = { status = 0 }

local MISSING = { status = 404, type = 'text/plain', body = 'no such page' }

local function answer(socket, page)
  local lines = { ('HTTP/1.1 %d X'):format(page.status), 'content-type: ' .. page.type, 'content-length: ' .. #page.body }
  for name, value in pairs(page.headers or {}) do
    lines[#lines + 1] = name .. ': ' .. value
  end
  lines[#lines + 1] = 'connection: close\r\n\r\n'
  socket:write(table.concat(lines, '\r\n') .. page.body, function()
    if not socket:is_closing() then
      socket:close()
    end
  end)
end

--- Starts it. What it has can be changed while it runs; `asked` is what was asked of it, in order.
---@param pages table<string, table> by `host/path`, the query included
---@return { pages: table<string, table>, asked: string[], address: string }
function M.start(pages)
  local web = { pages = pages, asked = {} }
  local server = assert(vim.uv.new_tcp())
  assert(server:bind('127.0.0.1', 0))
  assert(server:listen(64, function()
    local socket = assert(vim.uv.new_tcp())
    server:accept(socket)
    local head = ''
    socket:read_start(function(_, bytes)
      if not bytes then
        return socket:is_closing() or socket:close()
      end
      head = head .. bytes
      if not head:find('\r\n\r\n', 1, true) or socket:is_closing() then
        return
      end
      local path = head:match('^%u+ /([^ ]*)')
      web.asked[#web.asked + 1] = path
      local page = web.pages[path] or MISSING
      if page.status ~= 0 then
        answer(socket, page)
      end
    end)
  end))
  web.address = 'http://127.0.0.1:' .. server:getsockname().port
  return web
end

return M
