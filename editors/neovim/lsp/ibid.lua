---@brief
---
--- `ibid lsp`: broken citations and unattributed claims in Markdown drafts.

-- Filetypes that are Markdown under another name. The server reads the language, not the file name.
local language = { quarto = 'markdown', rmd = 'markdown', pandoc = 'markdown', ['markdown.mdx'] = 'mdx' }

-- Nested markers (equal rank) came with 0.11.3; before it a nested list is an error.
local configuration = { 'ibid.toml', '.ibid.toml' }
local nested = vim.fn.has('nvim-0.11.3') == 1

---@type vim.lsp.Config
return {
  cmd = { 'ibid', 'lsp' },
  -- Bibliographies too: drafts depend on them, and the editor knows better than the disk.
  filetypes = { 'markdown', 'quarto', 'rmd', 'pandoc', 'mdx', 'markdown.mdx', 'bib' },
  root_markers = nested and { configuration, '.git' } or { configuration[1], configuration[2], '.git' },
  get_language_id = function(_, filetype)
    return language[filetype] or filetype
  end,
  -- An empty Lua table would be sent as a list.
  settings = { ibid = vim.empty_dict() },
  -- Without this the server opens the page as a file over the draft, and finds the faults of its examples.
  commands = {
    ['ibid.explain'] = function(command)
      require('ibid').explain(command.arguments[1])
    end,
    ['ibid.showReferences'] = function(command, context)
      require('ibid.workspace').show_places(command.arguments[3], context.client_id)
    end,
  },
  handlers = {
    -- Neovim's own ends messages with an empty line, so that each wants a key pressed.
    ['window/showMessage'] = function(_, params)
      require('ibid.say').told(params)
    end,
  },
  capabilities = {
    -- With each finding the address of its rule's page: Neovim keeps it for plugins and mappings that open it.
    textDocument = { publishDiagnostics = { codeDescriptionSupport = true } },
    -- Tells the server that the command above is there, so that its counts lead somewhere.
    experimental = { commands = { commands = { 'ibid.showReferences' } } },
  },
  on_exit = function(code, signal)
    require('ibid.server').exited(code, signal)
  end,
}
