--- `:checkhealth ibid`: each line that is not well says what to do.
local M = {}

local INSTALL = {
  'Install ibid so that `ibid --version` works in a terminal, then start Neovim from that terminal.',
  "Or name the program: vim.lsp.config('ibid', { cmd = { '/path/to/ibid', 'lsp' } })",
}

local function check_program()
  local ibid = require('ibid')
  local name = ibid.program()[1]
  if not name then
    return vim.health.error('`cmd` names no program', INSTALL)
  end
  if vim.fn.executable(name) == 0 then
    return vim.health.error(('`%s` is not an executable'):format(name), INSTALL)
  end
  vim.health.ok(('`%s` is %s'):format(name, vim.fn.exepath(name)))
  local result = ibid.run({ '--version' })
  if result.code == 0 then
    return vim.health.ok(vim.trim(result.stdout))
  end
  vim.health.error(
    ('`%s --version` ended with %d: %s'):format(name, result.code, vim.trim(result.stderr or '')),
    { 'Run it in a terminal: another program may have the same name, or the file may be for another system.' }
  )
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

local function check_clients()
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
  end
end

function M.check()
  vim.health.start('ibid')
  if vim.fn.has('nvim-0.11') == 0 then
    return vim.health.error('Neovim is older than 0.11', { 'Install Neovim 0.11 or newer.' })
  end
  vim.health.ok('Neovim ' .. tostring(vim.version()))
  check_program()
  check_enabled()
  check_clients()
end

return M
