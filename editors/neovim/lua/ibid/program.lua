--- The program `ibid`, outside the server: the pages of the rules, the list of them, the health report.
local say = require('ibid.say')

local M = {}

--- The version of this plugin; program and plugin are made together.
M.VERSION = '0.1.0'

--- What needs longer has no answer.
local TIMEOUT_MS = 5000

--- The configured command up to the word `lsp`, so that a wrapper ({ 'nix', 'run', '.#ibid', '--', 'lsp' }) runs
--- the other commands as well.
---@return string[]
function M.words()
  local config = vim.lsp.config.ibid
  local cmd = config and config.cmd
  if type(cmd) ~= 'table' then
    return { 'ibid' }
  end
  local words = {}
  for _, word in ipairs(cmd) do
    if word == 'lsp' then
      break
    end
    words[#words + 1] = word
  end
  return words
end

--- Runs `ibid …`. Never raises: a missing program is a result like another.
---@param arguments string[]
---@param options? { stdin?: string, done?: fun(result: table) } without `done` the call waits
---@return { code: integer, stdout?: string, stderr?: string }?
function M.run(arguments, options)
  local done = options and options.done
  local words = M.words()
  local command = vim.list_extend(vim.list_slice(words), arguments)
  local how = { text = true, stdin = options and options.stdin }
  local started, process = pcall(vim.system, command, how, done and vim.schedule_wrap(done) or nil)
  if started and done then
    return
  end
  local result = started and process:wait(TIMEOUT_MS)
    or { code = 127, stderr = ('`%s` cannot be run; see :checkhealth ibid'):format(words[1] or '') }
  if done then
    done(result)
  end
  return result
end

local rules, of

--- Every rule with its group, and whether it is on by default. Asked for once.
---@return { name: string, group: string, on: boolean }[] none if the program cannot tell
function M.rules()
  local program = table.concat(M.words(), ' ')
  if not rules or of ~= program then
    local result = M.run({ 'rules', '--format', 'json' })
    local ok, told = pcall(vim.json.decode, result.code == 0 and result.stdout or '')
    if not ok then
      return {}
    end
    rules, of = told.rules, program
  end
  return rules
end

--- Neovim writes a missing server to its log and nowhere else: a draft that looks clean, unread.
function M.warn_if_missing()
  local name = M.words()[1]
  if name and vim.fn.executable(name) == 0 then
    say.once(('`%s` is not an executable, so drafts are not checked; see :checkhealth ibid'):format(name))
  end
end

return M
