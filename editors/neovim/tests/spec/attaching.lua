-- Which buffers get a server, and what the two agree on.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

h.test('a draft gets a server whose root is the directory of ibid.toml', function()
  local project = h.project()
  vim.fn.mkdir(project .. '/chapters')
  local bufnr = h.open(drafts.text(), { project = project, name = 'chapters/one.md' })
  h.eq(project, h.client(bufnr).root_dir)
end)

h.test('positions are in utf-8, the encoding of the buffer', function()
  h.eq('utf-8', h.client(h.open(drafts.text())).offset_encoding)
end)

h.test('a Quarto document is checked as Markdown', function()
  local bufnr = h.open(drafts.text(), { name = 'paper.qmd' })
  h.eq('quarto', vim.bo[bufnr].filetype)
  h.finding(bufnr, 'chat-residue')
end)

h.test('languages are named as the server knows them', function()
  local get = vim.lsp.config.ibid.get_language_id
  for filetype, language in pairs({
    markdown = 'markdown',
    quarto = 'markdown',
    rmd = 'markdown',
    pandoc = 'markdown',
    mdx = 'mdx',
    ['markdown.mdx'] = 'mdx',
  }) do
    h.eq(language, get(0, filetype), filetype)
  end
end)

h.test('a text file is left alone', function()
  local project = h.project()
  h.write(project .. '/notes.txt', drafts.text())
  vim.cmd.edit(project .. '/notes.txt')
  vim.wait(200)
  h.eq(nil, h.client(0))
end)
