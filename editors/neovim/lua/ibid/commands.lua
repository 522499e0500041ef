--- `:Ibid` and its commands: what each does, and what may follow it.
local say = require('ibid.say')

local M = {}

--- Has the server's actions of a kind; one alone is applied, of several the menu asks.
local function actions(kind)
  return function()
    if require('ibid.server').wanted() then
      vim.lsp.buf.code_action({ context = { only = { kind }, diagnostics = {} }, apply = true })
    end
  end
end

local function fix()
  if require('ibid.server').wanted() and require('ibid').fix_all() == false then
    say.say('nothing to fix without you; `gra` offers the other fixes')
  end
end

local function check(options)
  local place = options.fargs[2]
  local fresh = options.fargs[1] ~= 'check'
  if place and (place ~= 'here' or fresh) then
    return say.warn('it is `:Ibid check`, `:Ibid check here` or `:Ibid refresh`')
  end
  require('ibid.looking').check({ here = place ~= nil, fresh = fresh })
end

local function explain(options)
  local pages = require('ibid.pages')
  local rule = options.fargs[2] or pages.rule_at_cursor()
  if not rule then
    return say.warn('name a rule, or put the cursor on a finding')
  end
  pages.explain(rule, options.smods)
end

--- Writes the configuration that explains every key, where the drafts' project is, and opens it.
local function init()
  local program = require('ibid.program')
  local client = require('ibid.server').of()
  local directory = client and client.root_dir or vim.fs.root(0, '.git') or vim.fn.getcwd()
  local result = program.run({ 'init', directory })
  local file = directory .. '/ibid.toml'
  if result.code ~= 0 then
    say.warn(vim.trim(result.stderr or ''))
  end
  if vim.uv.fs_stat(file) then
    vim.cmd.split(vim.fn.fnameescape(file))
    require('ibid.server').file_changed(file)
  end
end

local function log()
  vim.cmd.tabedit({ args = { vim.fn.fnameescape(vim.lsp.log.get_filename()) } })
end

local function status()
  local report = require('ibid.status').report()
  if report then
    say.say(report)
  elseif require('ibid.server').of(0) then
    say.say('the server is still reading this draft')
  else
    say.warn('no draft that a server checks is in this buffer; see :checkhealth ibid')
  end
end

local function toggle(options)
  local name = options.fargs[2]
  if name then
    require('ibid.toggle').toggle(name)
  else
    say.say(require('ibid.toggle').report())
  end
end

local function rule_names()
  return vim.tbl_map(function(rule)
    return rule.name
  end, require('ibid.program').rules())
end

local subcommands = {
  cancel = {
    does = 'call off the look at sources that is under way',
    run = function()
      require('ibid.looking').cancel()
    end,
  },
  check = {
    takes = '[here]',
    does = 'look the sources up in the net: all, or the one under the cursor',
    run = check,
    complete = function()
      return { 'here' }
    end,
  },
  cite = { does = 'cite a source here again', run = actions('refactor.rewrite.cite.ibid') },
  explain = { takes = '[rule]', does = 'show the page of a rule', run = explain, complete = rule_names },
  fetch = {
    does = 'fetch the reference of the address under the cursor, and cite it',
    run = function()
      require('ibid.looking').fetch()
    end,
  },
  fix = { does = 'apply every safe fix', run = fix },
  init = { does = 'write an ibid.toml that explains every key', run = init },
  log = { does = "open the log of Neovim's language clients", run = log },
  refresh = { does = 'look the sources up, whatever is kept from earlier looks', run = check },
  renumber = { does = 'number the footnotes in order of appearance', run = actions('source.renumberFootnotes.ibid') },
  restart = {
    does = 'end the server and start it again',
    run = function()
      require('ibid.server').restart()
    end,
  },
  rewrite = { does = 'write a link or a note in another form', run = actions('refactor.rewrite.form.ibid') },
  sort = { does = 'sort the link definitions', run = actions('source.sortDefinitions.ibid') },
  sources = {
    does = 'list the sources of the draft, and what is known of each',
    run = function(options)
      require('ibid.sources').show(options.smods)
    end,
  },
  status = { does = 'say how the draft stands', run = status },
  toggle = {
    takes = '[rule]',
    does = 'turn a rule or a group of rules off, or on again, until Neovim ends',
    run = toggle,
    complete = function()
      return require('ibid.toggle').names()
    end,
  },
  workspace = {
    does = 'list the findings of all drafts of the project',
    run = function()
      require('ibid.workspace').show()
    end,
  },
}

---@return string[]
function M.names()
  return vim.fn.sort(vim.tbl_keys(subcommands))
end

local function help()
  local lines = {}
  for _, name in ipairs(M.names()) do
    local subcommand = subcommands[name]
    lines[#lines + 1] = ('  :Ibid %-16s %s'):format(name .. ' ' .. (subcommand.takes or ''), subcommand.does)
  end
  lines[#lines + 1] = 'More is in `:help ibid`; `:checkhealth ibid` tells whether everything is in place.'
  say.say('broken citations in drafts\n' .. table.concat(lines, '\n'))
end

--- The commands that a word may have been meant for: those that it begins, or else those that its letters lead to.
local function meant(word)
  local begun = vim.tbl_filter(function(name)
    return vim.startswith(name, word)
  end, M.names())
  return #begun > 0 and begun or vim.list_slice(vim.fn.matchfuzzy(M.names(), word), 1, 3)
end

local function unknown(word)
  local near = meant(word)
  local hint = #near > 0 and (' (did you mean `%s`?)'):format(table.concat(near, '`, `')) or ''
  say.warn(('`%s` is no command of ibid%s: there are %s'):format(word, hint, table.concat(M.names(), ', ')))
end

--- Runs what was typed behind `:Ibid`.
function M.run(options)
  local word = options.fargs[1]
  if not word then
    return help()
  end
  -- A bang means what it does in `:edit!`: whatever is kept. It may stand behind either word.
  if word == 'check!' or word == 'check' and options.bang then
    word = 'refresh'
  elseif options.bang then
    return say.warn(('`:Ibid!` shows the commands; `%s` takes no `!`'):format(word))
  end
  local subcommand = subcommands[word]
  if not subcommand then
    return unknown(word)
  end
  options.fargs[1] = word
  subcommand.run(options)
end

---@param lead string the word so far
---@param line string the command line up to the cursor
function M.complete(lead, line)
  local chosen = line:match('Ibid!?%s+(%S+)%s+%S*$')
  local words = {}
  if not line:match('Ibid!?%s+%S+%s') then
    words = M.names()
  elseif chosen and subcommands[chosen] and subcommands[chosen].complete then
    words = subcommands[chosen].complete()
  end
  return vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, words)
end

return M
