--- A second Neovim, started as a writer's is: the plugin in its packages directory, a screen, and keys.
local h = require('harness')

local M = {}

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
    -- The answer would wait for that key as well, and so would every clock of this side.
    if vim.rpcrequest(channel, 'nvim_get_mode').blocking then
      error('Neovim waits for a key')
    end
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

--- Has a writer at work on a draft, and ends Neovim whatever happens.
---@param init string the writer's init.lua
---@param text string the draft
---@param body fun(session: table)
---@param name? string the draft's name
function M.with(init, text, body, name)
  local session = start(init, text, name)
  local ok, err = pcall(body, session)
  session.stop()
  if not ok then
    error(err, 0)
  end
end

return M
