-- A writer's session with sources, in a web on loopback: what is dead, forged or retracted is told and repaired, a
-- reference is fetched, and a machine holds the draft to the lock.
local h = require('harness')
local web = require('web')
local writer = require('writer')

local SAID = 'The weir did not break that night, and eleven barges were lost.'
local GONE = 'https://old.weir.example.net/minutes'
local COPY = 'https://web.archive.org/web/20190314150926/' .. GONE
local DRAFT = [[
# The night at the weir

Ça 😀 "The weir did break that night, and eleven barges were lost," says [the log](https://log.weir.example.net/1931).

The council kept [minutes of it](https://old.weir.example.net/minutes).

The bridge was painted green (https://bridge.example.net/paint).

Low water makes for low spirits.[^vale]

[^vale]: Mara Vale, Tides and moods. https://doi.org/10.5555/tide.7
]]
local FORGED, DEAD, BARE, RETRACTED = 3, 5, 7, 11

--- Sites, the archive and a registry, each in the shape in which it answers.
local function play()
  local pages = {
    ['log.weir.example.net/1931'] = web.page('The log of 1931', '<p>Rain.</p><p>' .. SAID .. '</p>'),
    ['old.weir.example.net/minutes'] = { status = 410, type = 'text/plain', body = 'gone' },
    ['bridge.example.net/paint'] = web.page(
      'Paint',
      '<p>Green it has been since the spring of that year.</p>',
      '<meta property="og:title" content="Paint &amp; [rust]"><meta name="author" content="Mara Vale">'
        .. '<meta property="article:published_time" content="2011-04-01">'
    ),
    ['api.crossref.org/works/10.5555/tide.7'] = web.json({
      status = 'ok',
      message = {
        DOI = '10.5555/tide.7',
        type = 'journal-article',
        title = { 'Tides and moods' },
        author = { { given = 'Mara', family = 'Vale' } },
        ['container-title'] = { 'Journal of Harbours' },
        issued = { ['date-parts'] = { { 2011, 4, 1 } } },
        ['updated-by'] = {
          {
            DOI = '10.5555/notice.7',
            type = 'retraction',
            label = 'Retraction',
            updated = { ['date-parts'] = { { 2021, 6, 1 } } },
          },
        },
      },
    }),
  }
  local query = 'output=json&filter=statuscode:200&collapse=digest&limit=-5'
  local captures = 'web.archive.org/cdx/search/cdx?url=%s&%s'
  local page = vim.uri_encode(GONE, 'rfc2396'):gsub('%%%x%x', string.upper)
  pages[captures:format(page, query)] = web.json({
    { 'urlkey', 'timestamp', 'original', 'mimetype', 'statuscode', 'digest', 'length' },
    { 'net,example,weir,old)/minutes', '20190314150926', GONE, 'text/html', '200', 'AAAA', '100' },
  })
  local copy = web.page('Minutes', '<p>The weir was spoken of until midnight.</p>')
  pages[COPY:sub(#'https://' + 1)] = copy
  pages['web.archive.org/web/20190314150926id_/' .. GONE] =
    vim.tbl_extend('force', copy, { headers = { ['memento-datetime'] = 'Thu, 14 Mar 2019 15:09:26 GMT' } })
  return web.start(pages)
end

local played = play()

--- The writer's init.lua: to be asked each time, and a menu that takes what the test names.
local INIT = ([[
vim.lsp.config('ibid', {
  cmd = { %q, 'lsp' },
  cmd_env = { IBID_TEST_WEB = %q },
  settings = { ibid = { network = 'ask' } },
})
local select = vim.ui.select
vim.ui.select = function(items, options, on_choice)
  for index, item in ipairs(items) do
    if wanted and item.action and item.action.title:find(wanted, 1, true) then
      return on_choice(item, index)
    end
  end
  select(items, options, on_choice)
end
]]):format(vim.env.IBID, played.address)

local function folder(session)
  return vim.fs.dirname(session.path)
end

local function line(session, number)
  return session.lines()[number]
end

local function told(session, part)
  h.wait_for(part, function()
    return session.lua("return vim.fn.execute('messages')"):find(part, 1, true)
  end)
end

--- Waits until these rules have findings, and no others but those that only ask for sources.
local function found(session, wanted)
  local got
  local ok = pcall(h.wait_for, 'findings', function()
    got = vim.fn.uniq(vim.fn.sort(session.rules()))
    return vim.deep_equal(got, wanted)
  end)
  h.eq(wanted, ok and wanted or got)
end

local function look(session)
  session.lua("vim.cmd('messages clear')")
  session.keys(':Ibid check<CR>')
  h.wait_for('the question', session.asks)
  session.keys('1<CR>')
  told(session, 'looked up:')
end

--- Has the action with a title applied at a part of a line.
local function choose(session, number, part, title)
  session.lua('wanted = ...', title)
  session.lua([[
    local number, part = ...
    local line = vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1]
    vim.api.nvim_win_set_cursor(0, { number, line:find(part, 1, true) - 1 })
  ]], number, part)
  session.keys('gra')
end

local function becomes(session, number, part)
  h.wait_for(part, function()
    return (line(session, number) or ''):find(part, 1, true)
  end)
end

--- One `u` takes back what was done to a draft, and CTRL-R does it again.
local function undone_at_once(session, before)
  local after = session.lines()
  session.keys('u')
  h.wait_for('the undo', function()
    return vim.deep_equal(before, session.lines())
  end)
  session.keys('<C-r>')
  h.wait_for('the redo', function()
    return vim.deep_equal(after, session.lines())
  end)
end

--- What a machine says of the draft on the disk, by the lock alone; its web answers nobody.
local function locked(session)
  local command = { vim.env.IBID, 'check', '--locked', 'draft.md' }
  local nowhere = { IBID_TEST_WEB = 'http://127.0.0.1:9' }
  return vim.system(command, { cwd = folder(session), env = nowhere, text = true }):wait()
end

h.test('what is dead, forged or retracted is told, repaired, and held to the lock', function()
  writer.with(INIT, DRAFT, function(session)
    -- Before it has told how the draft stands, the server may not have heard what the writer allows.
    h.wait_for('the state of the draft', function()
      return session.lua("return require('ibid').statusline() ~= ''")
    end)
    h.eq({}, played.asked)
    look(session)
    found(session, { 'dead-link', 'quotation-not-found', 'retracted-source' })
    h.contains(h.read(folder(session) .. '/ibid.lock'), COPY)

    session.keys(RETRACTED .. 'G$K')
    h.wait_for('the hover', function()
      return session.screen():find('etracted', 1, true)
    end)
    session.keys('<Esc>0')

    local before = session.lines()
    choose(session, FORGED, 'weir did break', 'Quote')
    becomes(session, FORGED, 'The weir did not break')
    undone_at_once(session, before)

    before = session.lines()
    choose(session, DEAD, 'old.weir', 'archived')
    becomes(session, DEAD, COPY)
    undone_at_once(session, before)

    before = session.lines()
    choose(session, BARE, 'https://bridge', 'Fetch the reference')
    h.wait_for('the question', session.asks)
    session.keys('1<CR>')
    becomes(session, BARE, 'painted green.[^')
    local note = 'Vale, M. (2011, April 1). *Paint & \\[rust\\]*. <https://bridge.example.net/paint>'
    h.contains(table.concat(session.lines(), '\n'), note)
    undone_at_once(session, before)

    -- The retracted paper goes, as no repair can keep it.
    session.keys(':g/vale\\]/d<CR>:w<CR>')
    found(session, {})
    -- The archived copy was read when the dead page was looked up.
    local checked = locked(session)
    h.eq(0, checked.code, checked.stdout .. checked.stderr)
    look(session)
    checked = locked(session)
    h.eq(0, checked.code, checked.stdout .. checked.stderr)

    local lock = folder(session) .. '/ibid.lock'
    local kept = h.read(lock)
    local changed, times = kept:gsub('verdict = "found"\nexact = "The weir did not', 'verdict = "near"\nexact = "The weir did')
    h.eq(1, times, kept)
    h.write(lock, changed)
    checked = locked(session)
    h.eq(1, checked.code, checked.stdout .. checked.stderr)
    h.contains(checked.stdout, 'quotation')
  end)
end)
