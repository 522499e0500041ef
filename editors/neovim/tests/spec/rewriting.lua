-- What a writer asks for beyond fixes: `:Ibid renumber`, `sort`, `rewrite`. Every comparison is of the whole buffer.
local h = require('harness')

h.fresh()

local function lines(bufnr)
  return vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
end

local function becomes(bufnr, wanted)
  h.wait_for('the buffer to be rewritten', function()
    return vim.deep_equal(wanted, lines(bufnr))
  end)
end

h.test(':Ibid renumber numbers footnotes in order, and one undo takes it back', function()
  local before = { '😀 One.[^2] Two.[^1]', '', '[^1]: A, said in May.', '[^2]: B, said in June.' }
  local bufnr = h.open(table.concat(before, '\n') .. '\n')
  vim.cmd('Ibid renumber')
  becomes(bufnr, { '😀 One.[^1] Two.[^2]', '', '[^1]: B, said in June.', '[^2]: A, said in May.' })
  h.undo()
  h.eq(before, lines(bufnr), 'after one undo')
end)
