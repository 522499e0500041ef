-- Findings stand where the fault stands, also after typing.
local h = require('harness')
local drafts = require('drafts')

h.fresh()

local function compare(bufnr)
  for _, fault in ipairs(drafts.faults) do
    local finding = h.finding(bufnr, fault.rule)
    local place = h.place(bufnr, fault.text)
    for _, key in ipairs({ 'lnum', 'col', 'end_lnum', 'end_col' }) do
      h.eq(place[key], finding[key], fault.rule .. ' ' .. key)
    end
    h.eq(fault.severity, finding.severity, fault.rule)
  end
end

h.test('every fault is marked, and nothing beside it, behind accents and an emoji', function()
  compare(h.open(drafts.text()))
end)

h.test('a draft with CRLF line ends has the same findings', function()
  local bufnr = h.open(drafts.text('\r\n'))
  h.eq('dos', vim.bo[bufnr].fileformat)
  compare(bufnr)
end)

h.test('a finding names its rule page', function()
  local finding = h.finding(h.open(drafts.text()), 'empty-link')
  h.contains(finding.user_data.lsp.codeDescription.href, 'empty-link')
end)

h.test('a fault that is typed is found, and goes when it is deleted', function()
  local bufnr = h.open('# A ferry\n\nThe crew slept.\n')
  h.type('GA Ça va 😀 [encore]().<Esc>')
  local finding = h.finding(bufnr, 'empty-link')
  h.eq(h.place(bufnr, '[encore]()').col, finding.col)
  h.type('GF[D')
  h.gone(bufnr, 'empty-link')
end)

h.test('typing above a fault moves the finding with it', function()
  local bufnr = h.open(drafts.text())
  h.finding(bufnr, 'empty-link')
  h.type('ggOÎle, 😀, port<CR><Esc>')
  h.wait_for('the finding two lines below', function()
    local found = h.findings(bufnr, 'empty-link')
    return #found == 1 and found[1].lnum == h.place(bufnr, '[early]()').lnum
  end)
  compare(bufnr)
end)

h.test('a target that is typed clears the finding', function()
  local bufnr = h.open(drafts.text())
  h.finding(bufnr, 'empty-link')
  h.type('Gf)ihttps://www.bbc.com/news/b<Esc>')
  h.gone(bufnr, 'empty-link')
end)
