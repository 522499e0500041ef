-- What is offered and said while a draft is written.
local h = require('harness')

h.fresh()

local BIBLIOGRAPHY = [[
@book{lock1931, author={Lock, Jane}, title={The Canal Keepers}, year={1931}}
@misc{tide2020, author={Tide, Ann}, title={Low Water}, year={2020}}
]]
local DRAFT = [[
---
bibliography: refs.bib
---

Ça va 😀 of canals [@lock1931] and of tides.

The mill.[^1] The quay.[^1]

[^1]: The log of the keepers
]]

local function citing()
  local project = h.project()
  h.write(project .. '/refs.bib', BIBLIOGRAPHY)
  return h.open(DRAFT, { project = project })
end

--- Puts the cursor on the first letter of `part`.
local function go_to(bufnr, part)
  local place = h.place(bufnr, part)
  vim.api.nvim_win_set_cursor(0, { place.lnum + 1, place.col })
end

--- The text of the floating window that a hover opens.
local function hover()
  vim.lsp.buf.hover()
  local window = h.wait_for('the hover', function()
    return vim.iter(vim.api.nvim_list_wins()):find(function(window)
      return vim.api.nvim_win_get_config(window).relative ~= ''
    end)
  end)
  local text = h.text(vim.api.nvim_win_get_buf(window))
  vim.api.nvim_win_close(window, true)
  return text
end

h.test('a key says its source, a mark its note', function()
  local bufnr = citing()
  go_to(bufnr, 'lock1931')
  h.contains(hover(), 'The Canal Keepers')
  go_to(bufnr, '[^1]')
  h.contains(hover(), 'The log of the keepers')
end)

--- A second Neovim on the draft, with a loop of its own: a menu of completions needs keys that arrive one after another.
local function neighbour(bufnr)
  local started = vim.fn.jobstart({
    vim.v.progpath,
    '--clean',
    '--embed',
    '--headless',
    '-n',
    '--cmd',
    'set runtimepath^=' .. vim.fn.fnameescape(h.root),
  }, { rpc = true })
  local self = {}
  function self.lua(code, ...)
    return vim.rpcrequest(started, 'nvim_exec_lua', code, { ... })
  end
  function self.input(keys)
    vim.rpcrequest(started, 'nvim_input', keys)
  end
  function self.close()
    vim.fn.jobstop(started)
  end
  self.lua(
    [[
      local ibid, path = ...
      vim.o.completeopt = 'menuone,noselect'
      vim.lsp.config('ibid', { cmd = { ibid, 'lsp' } })
      vim.lsp.enable('ibid')
      vim.cmd.edit(vim.fn.fnameescape(path))
    ]],
    vim.env.IBID,
    vim.api.nvim_buf_get_name(bufnr)
  )
  h.wait_for('a server beside', function()
    return self.lua([[
      local client = vim.lsp.get_clients({ name = 'ibid', bufnr = 0 })[1]
      if client and client.initialized then
        vim.lsp.completion.enable(true, client.id, 0, { autotrigger = true })
        return true
      end
    ]])
  end)
  return self
end

h.test('a key is offered as soon as @ is typed, and completed in its place', function()
  local beside = neighbour(citing())
  beside.input('5GA [@')
  local function offered()
    return beside.lua([[
      return vim.tbl_map(function(item) return item.abbr ~= '' and item.abbr or item.word end,
        vim.fn.complete_info({ 'items' }).items)
    ]])
  end
  h.wait_for('every key', function()
    return vim.deep_equal({ 'lock1931', 'tide2020' }, offered())
  end)
  beside.input('ti')
  h.wait_for('one key', function()
    return vim.deep_equal({ 'tide2020' }, offered())
  end)
  beside.input('<C-n><C-y>]<Esc>')
  h.wait_for('the key', function()
    return beside.lua('return vim.fn.getline(5)') == 'Ça va 😀 of canals [@lock1931] and of tides. [@tide2020]'
  end)
  beside.close()
end)

h.test('a count leads to the places in the quickfix list', function()
  local bufnr = citing()
  vim.lsp.codelens.refresh({ bufnr = bufnr })
  local lens = h.wait_for('the count', function()
    return vim.lsp.codelens.get(bufnr)[1]
  end)
  h.eq('Cited twice', lens.command.title)
  vim.api.nvim_win_set_cursor(0, { lens.range.start.line + 1, 0 })
  vim.lsp.codelens.run()
  h.wait_for('the places', function()
    return #vim.fn.getqflist() == 2
  end)
end)
