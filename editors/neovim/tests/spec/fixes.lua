-- Quick fixes through the editor's own menu of code actions. Every comparison is of the whole buffer.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

local function unchanged_after_one_undo(bufnr, lines)
  h.undo()
  h.eq(lines, vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), 'after one undo')
end

h.test('a quick fix changes its fault alone, and one undo takes it back', function()
  local bufnr = h.open(drafts.text())
  h.quick_fix(bufnr, 'tracking-parameter')
  h.eq(drafts.without_parameter, vim.api.nvim_buf_get_lines(bufnr, 0, -1, false))
  h.gone(bufnr, 'tracking-parameter')
  unchanged_after_one_undo(bufnr, drafts.lines)
  h.finding(bufnr, 'tracking-parameter')
end)

h.test('a marker behind an emoji is deleted, and one undo brings it back', function()
  local bufnr = h.open(drafts.text())
  h.quick_fix(bufnr, 'chat-residue')
  h.eq(drafts.without_residue, vim.api.nvim_buf_get_lines(bufnr, 0, -1, false))
  unchanged_after_one_undo(bufnr, drafts.lines)
end)

h.test('a footnote stub goes after the sentence and to the end of the file', function()
  local bufnr = h.open(drafts.text(), { project = h.project('citation-style = "footnote"\n') })
  h.quick_fix(bufnr, 'source-counter', 'footnote')
  local lines = vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
  -- Neovim 0.11 leaves an empty line behind an insertion that stands wholly after the last line.
  if lines[#lines] == '' then
    table.remove(lines)
  end
  h.contains(table.remove(lines), '[^reuters]: ')
  local cited = vim.deepcopy(drafts.lines)
  cited[3] = 'Déjà 😀 vu: fares rose, crews said.[^reuters] They fell again.'
  cited[#cited + 1] = ''
  h.eq(cited, lines)
  h.gone(bufnr, 'source-counter')
  unchanged_after_one_undo(bufnr, drafts.lines)
end)

h.test('silencing writes a comment, and one undo takes it back', function()
  local bufnr = h.open(drafts.text())
  h.quick_fix(bufnr, 'empty-link', 'silence')
  h.contains(h.text(bufnr), 'ibid-ignore empty-link')
  h.gone(bufnr, 'empty-link')
  unchanged_after_one_undo(bufnr, drafts.lines)
end)

h.test('the menu offers nothing for text without a fault', function()
  local bufnr = h.open(drafts.text())
  h.finding(bufnr, 'empty-link')
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.lsp.buf.code_action({ context = { only = { 'quickfix' }, diagnostics = {} } })
  h.wait_for('the answer', function()
    return vim.iter(h.messages):find(function(message)
      return message:find('No code actions') ~= nil
    end)
  end)
end)

h.test('two fixes in a row act on the text as it is by then', function()
  local bufnr = h.open(drafts.text())
  h.quick_fix(bufnr, 'chat-residue')
  h.type('ggOTide 😀 tables<CR><Esc>')
  h.wait_for('the finding two lines below', function()
    return h.finding(bufnr, 'tracking-parameter').lnum == 6
  end)
  h.quick_fix(bufnr, 'tracking-parameter')
  h.eq(vim.list_extend({ 'Tide 😀 tables', '' }, drafts.fixed), vim.api.nvim_buf_get_lines(bufnr, 0, -1, false))
end)
