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

h.test('a key says its source, a mark its note', function()
  local bufnr = citing()
  h.go_to(bufnr, 'lock1931')
  h.contains(h.hover(), 'The Canal Keepers')
  h.go_to(bufnr, '[^1]')
  h.contains(h.hover(), 'The log of the keepers')
end)

--- A second Neovim on the draft, with a loop of its own: a menu of completions needs keys that arrive one after another. It
--- tells what it shows, as a question would disturb it.
---@return { shown: { offered?: string[], line?: string }, input: fun(keys: string), close: fun() }
local function neighbour(bufnr)
  local runtime = 'set runtimepath^=' .. vim.fn.fnameescape(h.root)
  local command = { vim.v.progpath, '--clean', '--embed', '--headless', '-n', '--cmd', runtime }
  local channel = vim.fn.jobstart(command, { rpc = true })
  _G.shown = {}
  vim.rpcrequest(channel, 'nvim_exec_lua', [[
    local ibid, path = ...
    local function tell(what, value)
      vim.rpcnotify(1, 'nvim_exec_lua', 'local what, value = ... _G.shown[what] = value', { what, value })
    end
    vim.o.completeopt = 'menuone,noselect'
    vim.lsp.config('ibid', { cmd = { ibid, 'lsp' } })
    vim.lsp.enable('ibid')
    vim.api.nvim_create_autocmd('LspAttach', {
      callback = function(event)
        vim.lsp.completion.enable(true, event.data.client_id, event.buf, { autotrigger = true })
        tell('attached', true)
      end,
    })
    vim.api.nvim_create_autocmd('CompleteChanged', {
      callback = function()
        tell('offered', vim.tbl_map(function(item) return item.abbr end, vim.fn.complete_info({ 'items' }).items))
      end,
    })
    vim.api.nvim_create_autocmd('InsertLeave', {
      callback = function() tell('line', vim.api.nvim_get_current_line()) end,
    })
    vim.cmd.edit(vim.fn.fnameescape(path))
  ]], { vim.env.IBID, vim.api.nvim_buf_get_name(bufnr) })
  h.wait_for('a server beside', function()
    return _G.shown.attached
  end)
  return {
    shown = _G.shown,
    input = function(keys)
      vim.rpcrequest(channel, 'nvim_input', keys)
    end,
    close = function()
      vim.fn.jobstop(channel)
    end,
  }
end

h.test('a key is offered as soon as @ is typed, and completed in its place', function()
  local beside = neighbour(citing())
  beside.input('5GA [@')
  h.wait_for('every key', function()
    return vim.deep_equal({ 'lock1931', 'tide2020' }, beside.shown.offered)
  end)
  beside.input('<C-n><C-n><C-y>]<Esc>')
  h.wait_for('the key', function()
    return beside.shown.line
  end)
  h.eq('Ça va 😀 of canals [@lock1931] and of tides. [@tide2020]', beside.shown.line)
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
