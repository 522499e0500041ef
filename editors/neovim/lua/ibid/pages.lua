--- The pages of the rules, in splits of their own.
local program = require('ibid.program')
local say = require('ibid.say')

local M = {}

--- The rule of the finding under the cursor, or else of the first one in its line.
function M.rule_at_cursor()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local first
  for _, diagnostic in ipairs(vim.diagnostic.get(0, { lnum = row - 1 })) do
    if diagnostic.source == 'ibid' then
      if diagnostic.col <= column and column < diagnostic.end_col then
        return diagnostic.code
      end
      first = first or diagnostic.code
    end
  end
  return first
end

local function show(rule, markdown, mods)
  local bufnr = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split(vim.trim(markdown), '\n'))
  -- A page shown twice keeps its name only once; the name is a nicety, the page is not.
  pcall(vim.api.nvim_buf_set_name, bufnr, 'ibid://rules/' .. rule)
  vim.bo[bufnr].filetype = 'markdown'
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].modifiable = false
  vim.keymap.set('n', 'q', '<C-w>c', { buffer = bufnr, desc = 'Close the page' })
  vim.cmd({ cmd = 'sbuffer', args = { bufnr }, mods = mods })
end

--- Shows the page of a rule, or says what the program says about a name that is none.
---@param rule string
---@param mods? table as |nvim_cmd()| takes them
function M.explain(rule, mods)
  program.run({ 'explain', rule }, {
    done = function(result)
      if result.code ~= 0 then
        return say.warn(vim.trim(result.stderr or ''))
      end
      show(rule, result.stdout, mods)
    end,
  })
end

return M
