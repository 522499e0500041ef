-- Bibliographies as buffers, links in HTML, and citing again, through the editor's own commands.
local h = require('harness')

h.fresh()

local BOOK = '@book{tide04,\n  title = {On Tides},\n  year = {1904}\n}\n\n@misc{log, title = {The Log}}\n'
local DRAFT = table.concat({
  '---',
  'bibliography: refs.bib',
  '---',
  '',
  '# The mill',
  '',
  'See <a href="other.md#low">low water</a> as before. It rose. One [@tide04].',
  '',
}, '\n')

local function draft()
  local project = h.project()
  h.write(project .. '/refs.bib', BOOK)
  h.write(project .. '/other.md', '# Low\n')
  return h.open(DRAFT, { project = project }), project
end

h.test('a link in HTML leads to its heading', function()
  local bufnr = draft()
  h.go_to(bufnr, 'low">')
  vim.lsp.buf.definition()
  h.wait_for('the other file', function()
    return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == 'other.md'
  end)
end)

h.test('a bibliography shows its entries and what they are', function()
  local _, project = draft()
  vim.cmd.edit(vim.fn.fnameescape(project .. '/refs.bib'))
  local book = vim.api.nvim_get_current_buf()
  local client = h.wait_for('a server', function()
    return h.client(book)
  end)
  local document = { textDocument = vim.lsp.util.make_text_document_params(book) }
  local symbols = client:request_sync('textDocument/documentSymbol', document, 20000, book)
  h.eq({ 'tide04', 'log' }, vim.tbl_map(function(symbol)
    return symbol.name
  end, symbols.result))
  h.go_to(book, 'tide04')
  h.contains(h.hover(), 'On Tides')
end)

h.test('a source is cited after the word and before the full stop', function()
  local bufnr = draft()
  h.go_to(bufnr, 'ose. One')
  vim.lsp.buf.code_action({
    context = { only = { 'refactor.rewrite.cite.ibid' }, diagnostics = {} },
    apply = true,
  })
  h.wait_for('the citation', function()
    return h.text(bufnr):find('It rose [@tide04]. One', 1, true)
  end)
end)
