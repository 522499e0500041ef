-- What is about more than one draft: the findings of the project, and its first configuration.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

h.test(':Ibid workspace lists the findings of every draft, as they stand in buffers', function()
  local project = h.project()
  vim.fn.mkdir(project .. '/part')
  h.write(project .. '/part/other.md', 'Åse 🚢 and [no target]().\n')
  local bufnr = h.open(drafts.text(), { project = project })
  h.finding(bufnr, 'chat-residue')
  -- Not saved: the list is of what the writer sees.
  h.type('ggdG')
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, { '# A ferry', '', 'Ça va 😀 [encore]().' })
  vim.cmd('Ibid workspace')
  h.wait_for('the list', function()
    return #vim.fn.getqflist() > 0
  end)
  local list = vim.tbl_map(function(item)
    local name = vim.api.nvim_buf_get_name(item.bufnr):sub(#project + 2)
    return { name, item.lnum, item.col, item.type, item.text:match('%[([%l-]+)%]$') }
  end, vim.fn.getqflist())
  h.eq({
    { 'draft.md', 3, 13, 'E', 'empty-link' },
    { 'part/other.md', 1, 15, 'E', 'empty-link' },
  }, list)
  h.eq('quickfix', vim.bo.buftype)
  vim.cmd('cc 2')
  h.eq('[no target]()', vim.api.nvim_get_current_line():sub(vim.fn.col('.')):match('^%[.-%)'))
end)

h.test(':Ibid workspace says so where nothing is found', function()
  h.open('# A ferry\n')
  vim.cmd('Ibid workspace')
  h.wait_for('the answer', function()
    return h.messages[1]
  end)
  h.contains(h.messages[1], 'nothing found')
end)

h.test(':Ibid init writes the configuration into the root of the project and opens it', function()
  local project = h.project()
  vim.fn.delete(project .. '/ibid.toml')
  vim.fn.mkdir(project .. '/.git')
  vim.fn.mkdir(project .. '/part')
  h.open('# A ferry\n', { project = project, name = 'part/draft.md' })
  vim.cmd('Ibid init')
  h.eq(project .. '/ibid.toml', vim.api.nvim_buf_get_name(0))
  h.contains(h.text(0), 'citation-style')
  h.eq({}, h.messages)
  vim.cmd('close')
  vim.cmd('Ibid init')
  h.contains(h.messages[1], 'there already')
  h.eq(project .. '/ibid.toml', vim.api.nvim_buf_get_name(0))
end)
