-- How findings look: our defaults, for our findings alone, and the writer's choices over them.
local h = require('harness')
local drafts = require('drafts')

local everywhere = vim.diagnostic.config()

--- The signs and the texts beside the lines of a buffer, by the number of the line from 0.
local function shown(bufnr)
  local signs, texts = {}, {}
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(bufnr, -1, 0, -1, { details = true })) do
    local row, details = mark[2], mark[4]
    if details.sign_text then
      signs[row] = vim.trim(details.sign_text)
    end
    if details.virt_text then
      texts[row] = table.concat(vim.tbl_map(function(chunk)
        return chunk[1]
      end, details.virt_text))
    end
  end
  return signs, texts
end

local function opened()
  h.fresh()
  local bufnr = h.open(drafts.text())
  for _, fault in ipairs(drafts.faults) do
    h.finding(bufnr, fault.rule)
  end
  return bufnr
end

h.test('signs are for what is broken, and nothing is written beside the text', function()
  local bufnr = opened()
  local signs, texts = shown(bufnr)
  h.eq({ [2] = 'W', [6] = 'W', [8] = 'E' }, signs)
  h.eq({}, texts)
end)

--- What the command line tells with the cursor on a part of the draft.
local function told(bufnr, part)
  local echo, text = vim.api.nvim_echo, nil
  vim.api.nvim_echo = function(chunks)
    text = chunks[1][1]
  end
  h.go_to(bufnr, part)
  vim.api.nvim_exec_autocmds('CursorMoved', { buffer = bufnr })
  vim.api.nvim_echo = echo
  return text
end

h.test('the command line tells what is wrong under the cursor, and nothing of the rest', function()
  local bufnr = opened()
  h.contains(told(bufnr, 'arly]()'), 'The link `early` leads nowhere')
  h.eq(nil, told(bufnr, 'ly]()'), 'on the same finding')
  h.eq('', told(bufnr, 'The harbour'))
  h.eq(nil, told(bufnr, 'read the tide'))
  vim.o.columns = 40
  local short = told(bufnr, 'arly]()')
  vim.o.columns = 80
  h.contains(short, '…')
  assert(vim.fn.strdisplaywidth(short) < 40, short)
  told(bufnr, 'The harbour')
end)

h.test('the command line is left alone where messages stand in the text, or the writer says so', function()
  local bufnr = opened()
  vim.diagnostic.config({ virtual_text = true })
  h.eq(nil, told(bufnr, 'arly]()'))
  vim.g.ibid_echo = true
  h.contains(told(bufnr, 'arly]()'), 'leads nowhere')
  told(bufnr, 'The harbour')
  vim.diagnostic.config({ virtual_text = false })
  vim.g.ibid_echo = false
  h.eq(nil, told(bufnr, 'arly]()'))
  vim.g.ibid_echo = nil
end)

h.test('findings of others look as they did', function()
  local bufnr = opened()
  local other = vim.api.nvim_create_namespace('another checker')
  vim.diagnostic.set(other, bufnr, { { lnum = 0, col = 0, message = 'spelt oddly', severity = vim.diagnostic.severity.HINT } })
  h.eq('H', shown(bufnr)[0])
  h.eq(everywhere, vim.diagnostic.config())
  h.eq({}, vim.diagnostic.config(nil, other))
  vim.diagnostic.reset(other)
end)

h.test('what is set for all servers stays', function()
  vim.diagnostic.config({ virtual_lines = true, signs = { text = { '!', '!', '!', '!' } } })
  h.eq({ severity_sort = true }, require('ibid.display').options())
  local signs = shown(opened())
  h.eq('!', signs[4])
  vim.diagnostic.config({ virtual_lines = false, signs = true })
end)

h.test('vim.g.ibid_diagnostics chooses for ibid alone, or leaves all to Neovim', function()
  vim.g.ibid_diagnostics = { signs = false }
  h.eq({}, (shown(opened())))
  vim.g.ibid_diagnostics = false
  local bufnr = opened()
  local signs, texts = shown(bufnr)
  h.eq('I', signs[4])
  h.eq({}, texts)
  vim.g.ibid_diagnostics = nil
end)

h.fresh()
