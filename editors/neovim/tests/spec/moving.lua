-- Going to definitions and renaming, through the editor's own commands.
local h = require('harness')

h.fresh()

local BOOK = '@book{tide04,\n  title = {On tides}\n}\n'
local OTHER = 'See [the 😀 mill](draft.md#the-mill).\n'
local DRAFT = table.concat({
  '---',
  'bibliography: refs.bib',
  '---',
  '',
  '# The mill',
  '',
  'Déjà 😀 vu [@tide04, p. 3] in [a note][low water].',
  '',
  '[low water]: other.md',
  '',
}, '\n')

--- A project of three files with the draft open and the cursor at the start of `part`.
local function open_at(part)
  local project = h.project()
  h.write(project .. '/refs.bib', BOOK)
  h.write(project .. '/other.md', OTHER)
  local bufnr = h.open(DRAFT, { project = project })
  h.go_to(bufnr, part)
  return bufnr, project
end

--- The file under the cursor, its line, and the text from there on.
local function here()
  local cursor = vim.api.nvim_win_get_cursor(0)
  local name = vim.fs.basename(vim.api.nvim_buf_get_name(0))
  return ('%s:%d %s'):format(name, cursor[1], vim.api.nvim_get_current_line():sub(cursor[2] + 1))
end

local function goes(part, wanted)
  open_at(part)
  vim.lsp.buf.definition()
  h.wait_for('the way to ' .. wanted, function()
    return here() == wanted
  end)
end

h.test('a key leads into the bibliography', function()
  goes('tide04', 'refs.bib:1 tide04,')
end)

h.test('a label leads to its definition', function()
  goes('low water]', 'draft.md:9 low water]: other.md')
end)

h.test('a key is renamed in the draft and in the bibliography', function()
  local bufnr, project = open_at('tide04')
  vim.lsp.buf.rename('flood1904')
  h.wait_for('the new key', function()
    return h.text(bufnr):find('[@flood1904, p. 3]', 1, true)
  end)
  local book = vim.fn.bufnr(project .. '/refs.bib')
  h.eq((BOOK:gsub('tide04', 'flood1904')), h.text(book) .. '\n')
  -- The editor tells of edits in other buffers a moment later.
  vim.wait(500, function()
    return false
  end)
  vim.lsp.buf.rename('tide04')
  h.wait_for('the old key', function()
    return h.text(bufnr) .. '\n' == DRAFT
  end)
  h.eq(BOOK, h.text(book) .. '\n')
end)

h.test('a heading is renamed with the links to it, and one undo takes it back', function()
  local bufnr, project = open_at('The mill')
  vim.lsp.buf.rename('The old mill')
  h.wait_for('the new heading', function()
    return h.text(bufnr):find('# The old mill', 1, true)
  end)
  h.eq((OTHER:gsub('#the%-mill', '#the-old-mill')), h.text(vim.fn.bufnr(project .. '/other.md')) .. '\n')
  h.undo()
  h.eq(DRAFT, h.text(bufnr) .. '\n')
end)

h.test('a name that cannot be is refused in words', function()
  local bufnr = open_at('tide04')
  vim.lsp.buf.rename('a b')
  h.wait_for('the refusal', function()
    return vim.iter(h.messages):find(function(message)
      return message:find('would not be read as a key', 1, true) ~= nil
    end) or vim.fn.execute('messages'):find('would not be read as a key', 1, true)
  end)
  h.eq(DRAFT, h.text(bufnr) .. '\n')
end)
