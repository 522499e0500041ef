-- `:Ibid check`, in a web on loopback. Only builds for testing can be led there.
local h = require('harness')

local SAID = '<p>Rain in the morning.</p><p>The gate did not hold all night, and 14 boats were lost.</p>'
local DRAFT = '"The gate did hold all night, and 14 boats were lost," says [the log](https://harbour.example.net/log).\n\n'
  .. 'The weir is [on the map](https://maps.example.net/weir).\n'

--- A server that plays all hosts; the first part of a path is the host that was meant. Returns what was asked for.
local function play()
  local asked = {}
  local server = assert(vim.uv.new_tcp())
  assert(server:bind('127.0.0.1', 0))
  assert(server:listen(16, function()
    local socket = assert(vim.uv.new_tcp())
    server:accept(socket)
    local head = ''
    socket:read_start(function(_, bytes)
      head = head .. (bytes or '')
      if not head:find('\r\n\r\n', 1, true) or socket:is_closing() then
        return
      end
      asked[#asked + 1] = head:match('^%u+ /([^ ]*)')
      if asked[#asked]:find('slow', 1, true) then
        return
      end
      local body = '<!doctype html><title>The log</title><h1>The log</h1>' .. SAID
      local answer = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: %d\r\n\r\n%s'
      socket:write(answer:format(#body, body), function()
        if not socket:is_closing() then
          socket:close()
        end
      end)
    end)
  end))
  return asked, 'http://127.0.0.1:' .. server:getsockname().port
end

local function codes(bufnr)
  return vim.tbl_map(function(finding)
    return finding.code
  end, h.findings(bufnr))
end

local function told(part)
  h.wait_for(part, function()
    return vim.fn.execute('messages'):find(part, 1, true)
  end)
end

local asked, web = play()

local function allow(network)
  local choice = { network = network }
  -- At once, and when the server asks.
  h.fresh({ cmd_env = { IBID_TEST_WEB = web }, init_options = choice, settings = { ibid = choice } })
  vim.cmd('messages clear')
end

h.test(':Ibid check is off until the writer allows it', function()
  allow('off')
  h.open(DRAFT)
  vim.cmd('Ibid check')
  told('ibid.network')
  h.eq({}, asked)
end)

h.test(':Ibid check here looks up the source under the cursor, :Ibid check all of them', function()
  allow('on')
  local bufnr = h.open(DRAFT)
  h.go_to(bufnr, 'on the map')
  vim.cmd('Ibid check here')
  told('1 source looked up: 1 there')
  h.eq({ 'maps.example.net/weir' }, asked)
  vim.cmd('Ibid check')
  told('2 sources looked up: 2 there')
  h.wait_for('the finding', function()
    return vim.list_contains(codes(bufnr), 'quotation-not-found')
  end)
  vim.cmd('messages clear')
  local before = #asked
  vim.cmd('Ibid check!')
  told('2 sources looked up')
  assert(#asked > before, 'what is kept is passed over')
end)

h.test(':Ibid check says what it takes', function()
  h.open(DRAFT)
  vim.cmd('Ibid check there')
  h.contains(h.messages[1], ':Ibid check here')
end)

h.test(':Ibid cancel calls it off', function()
  allow('on')
  h.open('It is [slow](https://maps.example.net/slow).\n')
  vim.cmd('Ibid cancel')
  h.contains(h.messages[1], 'no sources are being looked up')
  vim.cmd('Ibid check')
  h.wait_for('progress', function()
    local client = vim.lsp.get_clients({ name = 'ibid' })[1]
    return client and vim.list_contains(vim.tbl_values(client.progress.pending), 'Looking up sources')
  end)
  vim.cmd('Ibid cancel')
  told('called off')
end)
