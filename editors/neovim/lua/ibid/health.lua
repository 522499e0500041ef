--- `:checkhealth ibid`: each line that is not well says what to do.
local program = require('ibid.program')

local M = {}

local INSTALL = {
  'Install ibid so that `ibid --version` works in a terminal, then start Neovim from that terminal.',
  "Or name the program: vim.lsp.config('ibid', { cmd = { '/path/to/ibid', 'lsp' } })",
}

--- The version that the program tells, or nil after saying what is wrong with it.
local function check_program()
  local name = program.words()[1]
  if not name then
    return vim.health.error('`cmd` names no program', INSTALL)
  end
  if vim.fn.executable(name) == 0 then
    return vim.health.error(('`%s` is not an executable'):format(name), INSTALL)
  end
  vim.health.ok(('`%s` is %s'):format(name, vim.fn.exepath(name)))
  local result = program.run({ '--version' })
  if result.code ~= 0 then
    return vim.health.error(
      ('`%s --version` ended with %d: %s'):format(name, result.code, vim.trim(result.stderr or '')),
      { 'Run it in a terminal: another program may have the same name, or the file may be for another system.' }
    )
  end
  local told = vim.trim(result.stdout)
  local version = told:match('^ibid (%S+)$')
  if version == program.VERSION then
    vim.health.ok(('%s, and so is this plugin'):format(told))
  elseif version then
    vim.health.warn(('the program is %s, this plugin is of %s'):format(told, program.VERSION), {
      'Update the older of the two: a command that only one of them knows does nothing.',
    })
  else
    vim.health.error(('`%s --version` says `%s`'):format(name, told), {
      'Another program has the same name: see the path above.',
    })
  end
  return version
end

local function check_enabled()
  -- Not in every 0.11; where it is missing, the list of clients below is the answer.
  if not vim.lsp.is_enabled then
    return
  end
  if vim.lsp.is_enabled('ibid') then
    return vim.health.ok('enabled')
  end
  vim.health.warn('not enabled', {
    vim.g.ibid_enable == false and "`vim.g.ibid_enable` is false: remove it, or call vim.lsp.enable('ibid')"
      or "Call vim.lsp.enable('ibid')",
  })
end

local function check_clients(version)
  local clients = vim.lsp.get_clients({ name = 'ibid' })
  if #clients == 0 then
    return vim.health.info('no server is running: open a Markdown file, and see `:Ibid log` if that does not start one')
  end
  for _, client in ipairs(clients) do
    local buffers = vim.tbl_count(client.attached_buffers)
    vim.health.ok(
      ('client %d: %d %s, root %s, positions in %s'):format(
        client.id,
        buffers,
        buffers == 1 and 'buffer' or 'buffers',
        client.root_dir or '(none)',
        client.offset_encoding
      )
    )
    local running = vim.tbl_get(client, 'server_info', 'version')
    if version and running and running ~= version then
      vim.health.warn(('client %d is a server of %s, the program by now %s'):format(client.id, running, version), {
        '`:Ibid restart` starts the new one.',
      })
    end
  end
end

--- Drafts in buffers that no server reads.
local function check_buffers()
  local config = vim.lsp.config.ibid
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local name = vim.api.nvim_buf_get_name(bufnr)
    local ours = vim.list_contains(config and config.filetypes or {}, vim.bo[bufnr].filetype)
    local file = vim.bo[bufnr].buftype == '' and vim.api.nvim_buf_is_loaded(bufnr) and name ~= ''
    if ours and file and #vim.lsp.get_clients({ name = 'ibid', bufnr = bufnr }) == 0 then
      vim.health.warn(('no server reads %s'):format(name), {
        '`:Ibid restart` starts one; `:Ibid log` may say why there is none.',
      })
    end
  end
end

--- The folders of the drafts that are open, and those of their projects.
local function folders()
  local found = {}
  for _, client in ipairs(vim.lsp.get_clients({ name = 'ibid' })) do
    for bufnr in pairs(client.attached_buffers) do
      found[vim.fs.dirname(vim.api.nvim_buf_get_name(bufnr))] = true
    end
    if client.root_dir then
      found[client.root_dir] = true
    end
  end
  return vim.fn.sort(vim.tbl_keys(found))
end

--- Has the program read what stands around the drafts: the configuration and the lock. It says itself what is wrong
--- there.
local function check_files()
  for _, folder in ipairs(folders()) do
    local result = program.run({ 'check', '--stdin-filename', folder .. '/draft.md', '-' }, { stdin = '\n' })
    local wrong = {}
    for line in vim.gsplit(result.stderr or '', '\n', { trimempty = true }) do
      if line:match('^warning: ') or line:match('^error: ') then
        wrong[#wrong + 1] = line
      end
    end
    for _, line in ipairs(wrong) do
      local severe, what = line:match('^(%l+): (.*)$')
      vim.health[severe == 'error' and 'error' or 'warn'](what, { ('Found in or above %s.'):format(folder) })
    end
    if #wrong == 0 then
      vim.health.ok(('configuration and `ibid.lock` of %s can be read'):format(folder))
    end
  end
end

--- What a file says about the network; its keys outside tables stand before the first.
local function network_in(path)
  local file = path and io.open(path)
  if not file then
    return nil
  end
  local said
  for line in file:lines() do
    said = said or line:match('^%s*network%s*=%s*["\'](%l+)["\']')
    if line:match('^%s*%[') then
      break
    end
  end
  file:close()
  return said
end

local ALLOWED = {
  off = '`:Ibid check` looks nothing up',
  ask = '`:Ibid check` asks each time',
  on = '`:Ibid check` looks sources up at once',
}

local function check_network()
  local config = vim.lsp.config.ibid
  local client = vim.lsp.get_clients({ name = 'ibid' })[1]
  local settings = (client or config or {}).settings
  local editor = vim.tbl_get(settings or {}, 'ibid', 'network')
  local home = vim.env.XDG_CONFIG_HOME or vim.fs.joinpath(vim.env.HOME or '', '.config')
  local own = network_in(vim.fs.joinpath(home, 'ibid', 'ibid.toml'))
  local said = editor or own or 'off'
  local where = editor and 'your settings in Neovim' or own and 'your own ibid.toml' or 'by default'
  local root = client and client.root_dir
  if root and (network_in(root .. '/ibid.toml') or network_in(root .. '/.ibid.toml')) == 'off' then
    said, where = 'off', 'the project forbids it'
  end
  vim.health.info(('network: "%s" (%s): %s'):format(said, where, ALLOWED[said] or 'no such choice'))
  if said == 'off' and where == 'by default' then
    local allowing = "vim.lsp.config('ibid', { settings = { ibid = { network = 'ask' } } })"
    vim.health.info(('To allow it: %s; see |ibid-setting-network|'):format(allowing))
  end
end

function M.check()
  if vim.fn.has('nvim-0.11') == 0 then
    -- Before 0.10 these had other names; the one thing that there is to say is said there too.
    local health = vim.health or require('health')
    local start, wrong = health.start or health.report_start, health.error or health.report_error
    start('ibid')
    return wrong('Neovim is older than 0.11', { 'Install Neovim 0.11 or newer.' })
  end
  vim.health.start('ibid')
  vim.health.ok('Neovim ' .. tostring(vim.version()))
  local version = check_program()
  check_enabled()
  check_clients(version)
  check_buffers()
  if version then
    check_files()
  end
  check_network()
end

return M
