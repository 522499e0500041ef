--- A second Neovim, started as a writer's is: the plugin in its packages directory, a screen, and keys.
local h = require('harness')

local M = {}

local pack = vim.env.XDG_DATA_HOME .. '/nvim/site/pack/ibid/start'
vim.fn.mkdir(pack, 'p')
vim.fn.mkdir(vim.env.XDG_CONFIG_HOME .. '/nvim', 'p')
vim.uv.fs_symlink(h.root, pack .. '/ibid')

--- What the other Neovim has answered, by the number of the question.
local answers = {}

function M.answered(number, ok, value)
  answers[number] = { ok, value }
end

--- Runs there; the channel to whoever embeds Neovim is its first.
local ANSWER = [[
  local number, code, arguments = ...
  local ok, value = pcall(function()
    return assert(loadstring(code))(unpack(arguments))
  end)
  vim.rpcnotify(1, 'nvim_exec_lua', "require('writer').answered(...)", { number, ok, value })
]]

--- Starts Neovim on a file with `init` as its init.lua.
local function start(init, text, name)
  h.write(vim.env.XDG_CONFIG_HOME .. '/nvim/init.lua', init)
  local path = h.project() .. '/' .. (name or 'draft.md')
  h.write(path, text)
  local channel = vim.fn.jobstart({ vim.v.progpath, '--embed', '-n', path }, { rpc = true })
  local session = { path = path }
  --- Has code run there. Asked for and answered by messages, for a request would wait for a key as long as Neovim does
  --- over there, and no clock would run here; as a writer does, this presses <Enter> where Neovim asks for it.
  function session.lua(code, ...)
    local number = #answers + 1
    answers[number] = false
    vim.rpcnotify(channel, 'nvim_exec_lua', ANSWER, { number, code, { ... } })
    local pressed = 0
    local answered = vim.wait(5000, function()
      local mode = vim.rpcrequest(channel, 'nvim_get_mode')
      -- One at a time: a second would move the cursor.
      if mode.blocking and mode.mode:sub(1, 1) == 'r' and vim.uv.now() - pressed > 300 then
        pressed = vim.uv.now()
        vim.rpcrequest(channel, 'nvim_input', '<CR>')
      end
      return answers[number]
    end, 5)
    if not answered then
      error('Neovim does not answer')
    end
    local answer = answers[number]
    if not answer[1] then
      error(answer[2])
    end
    return answer[2]
  end
  function session.keys(keys)
    vim.rpcrequest(channel, 'nvim_input', keys)
  end
  function session.lines()
    return session.lua('return vim.api.nvim_buf_get_lines(0, 0, -1, false)')
  end
  function session.rules()
    return session.lua([[
      return vim.tbl_map(function(found) return found.code end, vim.diagnostic.get(0))
    ]])
  end
  --- Whether a menu waits for a number; while a command is typed the mode is the same.
  function session.asks()
    local mode = vim.rpcrequest(channel, 'nvim_get_mode')
    return not mode.blocking and mode.mode == 'c' and session.lua('return vim.fn.getcmdtype()') == '-'
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
  if not ok then
    local _, screen = pcall(session.screen)
    err = ('%s\n%s'):format(err, tostring(screen):gsub(' +%f[\n%z]', ''))
  end
  session.stop()
  if not ok then
    error(err, 0)
  end
end

return M
