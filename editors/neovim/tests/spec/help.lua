-- The help file and the health report.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

local function health()
  vim.cmd('silent checkhealth ibid')
  local text = h.text(vim.api.nvim_get_current_buf())
  vim.cmd('silent! tabclose')
  return text
end

h.test('every tag of the help file resolves to its place', function()
  -- Tags are generated on a copy: the checkout may be read-only.
  local copy = vim.env.TMPDIR .. '/help'
  vim.fn.mkdir(copy .. '/doc', 'p')
  h.write(copy .. '/doc/ibid.txt', h.read(h.root .. '/doc/ibid.txt'))
  vim.cmd.helptags(copy .. '/doc')
  vim.opt.runtimepath:remove(h.root)
  vim.opt.runtimepath:prepend(copy)
  local count = 0
  for line in vim.gsplit(vim.trim(h.read(copy .. '/doc/tags')), '\n') do
    local tag = line:match('^[^\t]+')
    vim.cmd('silent help ' .. tag)
    h.contains(vim.api.nvim_get_current_line(), '*' .. tag .. '*')
    count = count + 1
  end
  for reference in h.read(copy .. '/doc/ibid.txt'):gmatch('|([^|%s]+)|') do
    h.eq({ true, reference }, { pcall(vim.cmd, 'silent help ' .. reference) and true, reference })
  end
  vim.opt.runtimepath:remove(copy)
  vim.opt.runtimepath:prepend(h.root)
  assert(count > 10, count .. ' tags')
end)

--- The tags of the help file.
local function tags()
  local found = {}
  for tag in h.read(h.root .. '/doc/ibid.txt'):gmatch('%*([^*%s]+)%*') do
    found[tag] = true
  end
  return found
end

local function has(tag)
  assert(tags()[tag], ('the help file has no tag *%s*'):format(tag))
end

h.test('every command, mapping, function and variable has its tag', function()
  local readme = h.read(h.root .. '/README.md')
  for _, name in ipairs(vim.fn.getcompletion('Ibid ', 'cmdline')) do
    has(':Ibid-' .. name)
    local told = readme:match('`:Ibid ' .. name .. '[` ]') or readme:match('`' .. name .. '`')
    assert(told, 'README.md has no `:Ibid ' .. name .. '`')
  end
  for _, map in ipairs(vim.api.nvim_get_keymap('n')) do
    if map.lhs:find('<Plug>(ibid-', 1, true) then
      has(map.lhs)
    end
  end
  for name in pairs(require('ibid')) do
    has(('ibid.%s()'):format(name))
  end
  for _, path in ipairs(vim.fn.globpath(h.root, '{lua,plugin,lsp}/**/*.lua', true, true)) do
    for name in h.read(path):gmatch('vim%.g%.(ibid_[%l_]+)') do
      has('g:' .. name)
    end
  end
end)

h.test('every key of the configuration has its tag', function()
  local project = vim.env.TMPDIR .. '/keys'
  vim.fn.mkdir(project)
  h.eq(0, require('ibid.program').run({ 'init', project }).code)
  local count = 0
  -- Below this head stand the rules, which complete where they are asked for.
  local keys = h.read(project .. '/ibid.toml'):match('^(.*\n%[rules%])')
  for line in vim.gsplit(keys, '\n') do
    local key = line:match('^# ([%l.-]+) = ') or line:match('^%[([%l.-]+)%]')
    if key then
      has('ibid-setting-' .. key)
      count = count + 1
    end
  end
  assert(count > 9, count .. ' keys')
end)

h.test('every line of the help file fits a window of 78 columns', function()
  for line in vim.gsplit(h.read(h.root .. '/doc/ibid.txt'), '\n') do
    assert(vim.fn.strdisplaywidth(line) <= 78, line)
  end
end)

h.test('the health report of a working setup names program, version, server and encoding', function()
  h.open(drafts.text())
  local text = health()
  for _, part in ipairs({
    'Neovim 0.',
    vim.env.IBID,
    'and so is this plugin',
    'enabled',
    'root ',
    'positions in utf-8',
    'can be read',
    'network: "off" (by default)',
    'To allow it',
  }) do
    h.contains(text, part)
  end
  h.eq(nil, text:match('ERROR') or text:match('WARNING'), text)
end)

h.test('the health report of a missing program has the remedy', function()
  h.fresh({ cmd = { '/nowhere/ibid', 'lsp' } })
  local text = health()
  h.contains(text, 'ERROR `/nowhere/ibid` is not an executable')
  h.contains(text, 'vim.lsp.config')
  h.contains(text, 'no server is running')
end)

h.test('the health report of another program with that name says so', function()
  h.fresh({ cmd = { 'false', 'lsp' } })
  h.contains(health(), '--version` ended with 1')
end)

h.test('the health report says when ibid is not enabled', function()
  h.fresh()
  vim.lsp.enable('ibid', false)
  h.contains(health(), 'WARNING not enabled')
  vim.lsp.enable('ibid')
end)

h.test('the health report tells what is wrong in configuration and lock', function()
  h.fresh()
  local project = h.project('ntework = "off"\n')
  h.write(project .. '/ibid.lock', 'junk [[\n')
  h.open(drafts.text(), { project = project })
  local text = health()
  h.contains(text, 'WARNING ')
  h.contains(text, 'unknown key `ntework`')
  h.contains(text, 'ERROR ')
  h.contains(text, 'This lock cannot be read')
end)

h.test('the health report tells who allows the network', function()
  h.fresh({ settings = { ibid = { network = 'ask' } } })
  h.open(drafts.text())
  h.contains(health(), 'network: "ask" (your settings in Neovim)')
  h.fresh({ settings = { ibid = { network = 'ask' } } })
  h.open(drafts.text(), { project = h.project('network = "off"\n') })
  h.contains(health(), 'network: "off" (the project forbids it)')
end)

h.test('the health report tells of a program of another version', function()
  h.fresh()
  local program = require('ibid.program')
  local version = program.VERSION
  program.VERSION = '9.9.9'
  h.open(drafts.text())
  h.contains(health(), 'this plugin is of 9.9.9')
  program.VERSION = version
end)

h.test('the health report names drafts that no server reads', function()
  h.fresh()
  local bufnr = h.open(drafts.text())
  vim.lsp.buf_detach_client(bufnr, h.client(bufnr).id)
  h.contains(health(), 'no server reads ' .. vim.api.nvim_buf_get_name(bufnr))
  h.fresh()
end)
