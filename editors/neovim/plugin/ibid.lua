-- Read at every start, Markdown or not, so nothing here loads lua/ibid.
if vim.g.loaded_ibid then
  return
end
vim.g.loaded_ibid = 1

local group = vim.api.nvim_create_augroup('ibid', {})

if vim.fn.has('nvim-0.11') == 0 then
  local function too_old()
    vim.notify_once(
      'ibid needs Neovim 0.11 or newer; the command line `ibid check` works with any editor',
      vim.log.levels.WARN
    )
  end
  vim.api.nvim_create_user_command('Ibid', too_old, { nargs = '*' })
  vim.api.nvim_create_autocmd('FileType', { group = group, pattern = 'markdown', callback = too_old })
  return
end

vim.api.nvim_create_user_command('Ibid', function(options)
  require('ibid.commands').run(options)
end, {
  nargs = '*',
  bang = true,
  bar = true,
  desc = 'ibid: broken citations in drafts; alone it lists its commands',
  complete = function(lead, line, column)
    return require('ibid.commands').complete(lead, line:sub(1, column))
  end,
})

-- For mappings of the writer's own; no key is taken.
for name, command in pairs({
  cancel = 'cancel',
  check = 'check',
  ['check-here'] = 'check here',
  cite = 'cite',
  explain = 'explain',
  fetch = 'fetch',
  fix = 'fix',
  refresh = 'refresh',
  renumber = 'renumber',
  rewrite = 'rewrite',
  sort = 'sort',
  sources = 'sources',
  status = 'status',
  ['toggle-attribution'] = 'toggle attribution',
  workspace = 'workspace',
}) do
  local plug, runs = ('<Plug>(ibid-%s)'):format(name), ('<Cmd>Ibid %s<CR>'):format(command)
  vim.keymap.set('n', plug, runs, { desc = 'ibid: ' .. command })
end

if vim.g.ibid_enable == false then
  return
end

vim.lsp.enable('ibid')

-- Neovim writes a missing server to its log and nowhere else: a draft that looks clean, unread.
vim.api.nvim_create_autocmd('FileType', {
  group = group,
  callback = function(event)
    local config = vim.lsp.config.ibid
    if config and vim.list_contains(config.filetypes or {}, event.match) then
      require('ibid.program').warn_if_missing()
    end
  end,
})

-- Only buffers with a server of ours, so that nothing is loaded for others.
vim.api.nvim_create_autocmd({ 'LspAttach', 'DiagnosticChanged' }, {
  group = group,
  callback = function(event)
    if #vim.lsp.get_clients({ name = 'ibid', bufnr = event.buf }) > 0 then
      require('ibid.status').refresh(event.buf)
    end
  end,
})

-- Autocommands of drafts alone.
local display = vim.api.nvim_create_augroup('ibid.display', {})

vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'ibid' then
      require('ibid.display').apply(client.id, event.buf, display)
      require('ibid.toggle').attached(client)
    end
  end,
})

vim.api.nvim_create_autocmd('LspProgress', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'ibid' then
      require('ibid.looking').progress(event.data)
    end
  end,
})

-- Neovim watches no files on Linux, so a server would not hear of a configuration that is edited right beside the draft.
vim.api.nvim_create_autocmd('BufWritePost', {
  group = group,
  pattern = { 'ibid.toml', '.ibid.toml', 'ibid.lock' },
  callback = function(event)
    require('ibid.server').file_changed(event.match)
  end,
})
