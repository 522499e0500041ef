--- Rules and groups of them, off and on again until Neovim ends: by the settings that the server is given.
local program = require('ibid.program')
local say = require('ibid.say')

local M = {}

--- What was changed in this session, by name.
local changed = {}
--- By client and name, what its settings said before; `false` where they said nothing.
local before = {}

--- The table of rules in a client's settings, made if it is missing. The settings become the client's own: they may be
--- those of the configuration, which a change must not reach.
local function rules_of(client)
  if not before[client.id] then
    before[client.id] = {}
    client.settings = vim.deepcopy(client.settings or {})
  end
  client.settings.ibid = client.settings.ibid or {}
  client.settings.ibid.rules = client.settings.ibid.rules or vim.empty_dict()
  return client.settings.ibid.rules
end

local function tell(client)
  client:notify('workspace/didChangeConfiguration', { settings = client.settings })
end

local function change(client, name, level)
  local rules, saved = rules_of(client), before[client.id]
  if level then
    if saved[name] == nil then
      saved[name] = rules[name] or false
    end
    rules[name] = level
  else
    rules[name] = saved[name] or nil
    saved[name] = nil
  end
end

--- Gives a server that has just started what was changed before it did.
---@param client vim.lsp.Client
function M.attached(client)
  if not next(changed) or before[client.id] then
    return
  end
  for name, level in pairs(changed) do
    change(client, name, level)
  end
  tell(client)
end

--- The groups, then the rules.
---@return string[]
function M.names()
  local groups, names = {}, {}
  for _, rule in ipairs(program.rules()) do
    if not vim.list_contains(groups, rule.group) then
      groups[#groups + 1] = rule.group
    end
    names[#names + 1] = rule.name
  end
  return vim.list_extend(groups, names)
end

--- Whether a name is off as things are: by the settings, or by default.
local function is_off(name)
  local client = vim.lsp.get_clients({ name = 'ibid' })[1]
  local said = vim.tbl_get(client or {}, 'settings', 'ibid', 'rules', name)
  if said then
    return said == 'off'
  end
  return vim.iter(program.rules()):any(function(rule)
    return rule.name == name and not rule.on
  end)
end

--- The file of the project that speaks of a name or of its group, and outweighs an editor.
local function outweighed(name)
  local here = vim.fs.dirname(vim.api.nvim_buf_get_name(0))
  local file = vim.fs.find({ 'ibid.toml', '.ibid.toml' }, { upward = true, path = here })[1]
  local rule = vim.iter(program.rules()):find(function(rule)
    return rule.name == name
  end)
  for line in file and io.lines(file) or function() end do
    local key = line:match('^%s*["\']?([%l%d-]+)["\']?%s*=')
    if key and (key == name or rule and key == rule.group) then
      return vim.fs.basename(file)
    end
  end
end

--- What is changed in this session, in words.
---@return string
function M.report()
  local parts = {}
  for _, level in ipairs({ 'off', 'on' }) do
    local names = {}
    for name, said in vim.spairs(changed) do
      if said == level then
        names[#names + 1] = name
      end
    end
    if #names > 0 then
      parts[#parts + 1] = ('%s until Neovim ends: %s'):format(level, table.concat(names, ', '))
    end
  end
  return #parts > 0 and table.concat(parts, '; ') or 'every rule is as the settings have it'
end

--- Turns a rule or a group off, or on again.
---@param name string
function M.toggle(name)
  local known = M.names()
  if #known > 0 and not vim.list_contains(known, name) then
    return say.warn(('`%s` is no rule and no group of rules; see `:Ibid toggle <Tab>`'):format(name))
  end
  local file = outweighed(name)
  if file then
    return say.warn(('%s speaks of `%s`, and a project outweighs an editor: change it there'):format(file, name))
  end
  local level = not changed[name] and (is_off(name) and 'on' or 'off') or nil
  for _, client in ipairs(vim.lsp.get_clients({ name = 'ibid' })) do
    M.attached(client)
    change(client, name, level)
    tell(client)
  end
  changed[name] = level
  say.say(level and M.report() or ('`%s` is as before; %s'):format(name, M.report()))
end

return M
