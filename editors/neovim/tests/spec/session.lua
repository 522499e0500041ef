-- A second Neovim, started as a writer's is: the plugin in its packages directory, a screen, and keys.
local h = require('harness')
local drafts = require('drafts')

local pack = vim.env.XDG_DATA_HOME .. '/nvim/site/pack/ibid/start'
vim.fn.mkdir(pack, 'p')
vim.fn.mkdir(vim.env.XDG_CONFIG_HOME .. '/nvim', 'p')
vim.uv.fs_symlink(h.root, pack .. '/ibid')

--- Starts Neovim on a file with `init` as its init.lua.
local function start(init, text, name)
  h.write(vim.env.XDG_CONFIG_HOME .. '/nvim/init.lua', init)
  local path = h.project() .. '/' .. (name or 'draft.md')
  h.write(path, text)
  local channel = vim.fn.jobstart({ vim.v.progpath, '--embed', '-n', path }, { rpc = true })
  local session = { path = path }
  function session.lua(code, ...)
    return vim.rpcrequest(channel, 'nvim_exec_lua', code, { ... })
  end
  function session.keys(keys)
    vim.rpcrequest(channel, 'nvim_input', keys)
  end
  function session.lines()
    return vim.rpcrequest(channel, 'nvim_buf_get_lines', 0, 0, -1, false)
  end
  function session.rules()
    return session.lua([[
      return vim.tbl_map(function(found) return found.code end, vim.diagnostic.get(0))
    ]])
  end
  --- Whether a menu waits for an answer; the mode is all that Neovim tells at that time.
  function session.asks()
    local mode = vim.rpcrequest(channel, 'nvim_get_mode').mode
    return mode == 'c' or mode == 'r'
  end
  function session.screen()
    return session.lua([[
      local rows = {}
      for row = 1, vim.o.lines do
        local cells = {}
        for column = 1, vim.o.columns do
          cells[column] = vim.fn.screenstring(row, column)
        end
        rows[row] = table.concat(cells)
      end
      return table.concat(rows, '\n')
    ]])
  end
  function session.stop()
    pcall(vim.rpcnotify, channel, 'nvim_command', 'qall!')
    vim.fn.jobwait({ channel }, 5000)
  end
  vim.rpcrequest(channel, 'nvim_ui_attach', 120, 30, {})
  return session
end

local function with_session(init, text, body, name)
  local session = start(init, text, name)
  local ok, err = pcall(body, session)
  session.stop()
  if not ok then
    error(err, 0)
  end
end

local CONFIGURED = ([[
vim.lsp.config('ibid', { cmd = { %q, 'lsp' } })
vim.diagnostic.config({ virtual_text = true })
]]):format(vim.env.IBID)

local function found(session, rule)
  h.wait_for(rule, function()
    return vim.list_contains(session.rules(), rule)
  end)
end

h.test('from the packages directory: opened, found, and fixed with gra', function()
  with_session(CONFIGURED, drafts.text(), function(session)
    found(session, 'chat-residue')
    session.keys('7Gf:gra')
    h.wait_for('the menu', session.asks)
    session.keys('1<CR>')
    h.wait_for('the fix', function()
      return vim.deep_equal(drafts.without_residue, session.lines())
    end)
    session.keys('u')
    h.wait_for('the undo', function()
      return vim.deep_equal(drafts.lines, session.lines())
    end)
  end)
end)

h.test('keys typed one by one: the message stands on the screen beside the fault', function()
  with_session(CONFIGURED, '# A ferry\n', function(session)
    h.wait_for('the server', function()
      return session.lua("return #vim.lsp.get_clients({ name = 'ibid', bufnr = 0 }) == 1")
    end)
    for key in ('GoÅse 🚢 slept [here]().'):gmatch('[%z\1-\127\194-\244][\128-\191]*') do
      session.keys(key)
    end
    session.keys('<Esc>')
    found(session, 'empty-link')
    local message = session.lua('return vim.diagnostic.get(0)[1].message')
    h.wait_for('the message on the screen', function()
      return session.screen():find(message:sub(1, 40), 1, true)
    end)
  end)
end)

h.test('with vim.g.ibid_enable = false nothing starts until it is asked for', function()
  with_session('vim.g.ibid_enable = false\n' .. CONFIGURED, drafts.text(), function(session)
    vim.wait(300)
    h.eq(0, session.lua('return #vim.lsp.get_clients()'))
    session.lua("vim.lsp.enable('ibid')")
    found(session, 'chat-residue')
  end)
end)

h.test('a session without a draft has :Ibid but loads no module', function()
  with_session(CONFIGURED, 'notes\n', function(session)
    h.wait_for('the text file', function()
      return session.lua('return vim.bo.filetype') == 'text'
    end)
    h.eq(2, session.lua("return vim.fn.exists(':Ibid')"))
    h.eq(false, session.lua('return package.loaded.ibid ~= nil'))
  end, 'plain.txt')
end)
