-- The server picks one of the encodings that the client offers. Neovim converts to bytes; nothing may shift.
local h = require('harness')
local drafts = require('drafts')

for _, encoding in ipairs({ 'utf-8', 'utf-16', 'utf-32' }) do
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  capabilities.general.positionEncodings = { encoding }
  h.fresh({ capabilities = capabilities })

  h.test(encoding .. ': findings stand on their faults', function()
    local bufnr = h.open(drafts.text())
    h.eq(encoding, h.client(bufnr).offset_encoding)
    for _, fault in ipairs(drafts.faults) do
      local finding = h.finding(bufnr, fault.rule)
      local place = h.place(bufnr, fault.text)
      h.eq({ place.lnum, place.col, place.end_col }, { finding.lnum, finding.col, finding.end_col }, fault.rule)
    end
  end)

  h.test(encoding .. ': a quick fix changes its fault alone', function()
    local bufnr = h.open(drafts.text())
    h.quick_fix(bufnr, 'chat-residue')
    h.eq(drafts.without_residue, vim.api.nvim_buf_get_lines(bufnr, 0, -1, false))
  end)

  h.test(encoding .. ': typing behind an emoji keeps both sides at one text', function()
    local bufnr = h.open(drafts.text())
    h.finding(bufnr, 'chat-residue')
    h.type('7GAé😀ñ<Esc>7G0iÜ🎈 <Esc>5G0x')
    vim.cmd('Ibid fix')
    local fixed = vim.deepcopy(drafts.fixed)
    fixed[5] = fixed[5]:gsub('^Å', '')
    fixed[7] = 'Ü🎈 ' .. fixed[7] .. 'é😀ñ'
    h.eq(fixed, vim.api.nvim_buf_get_lines(bufnr, 0, -1, false))
  end)
end
