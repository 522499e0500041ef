--- The draft that most specs open. The subject is invented; each fault stands behind accents and an emoji, which
--- are one column for a reader, two units in UTF-16 and four bytes in UTF-8.
local M = {}

M.residue = ':contentReference[oaicite:0]{index=0}'

M.lines = {
  '# The ferry to Óstrey',
  '',
  'Déjà 😀 vu: fares rose, crews said (reuters.com/+15). They fell again.',
  '',
  'Åse 🚢 kept the [timetable](https://www.bbc.com/news/a?utm_source=chatgpt.com) of 1987.',
  '',
  'Čeněk 🎈 read the tide tables aloud' .. M.residue .. '.',
  '',
  'The harbour café 🐟 closed [early]().',
}

--- One fault to a line: the rule and the text that it marks.
M.faults = {
  { rule = 'source-counter', text = 'reuters.com/+15', severity = vim.diagnostic.severity.WARN },
  { rule = 'tracking-parameter', text = '?utm_source=chatgpt.com', severity = vim.diagnostic.severity.INFO },
  { rule = 'chat-residue', text = M.residue, severity = vim.diagnostic.severity.WARN },
  { rule = 'empty-link', text = '[early]()', severity = vim.diagnostic.severity.ERROR },
}

--- The text of the draft, each line ended by `newline`.
function M.text(newline)
  newline = newline or '\n'
  return table.concat(M.lines, newline) .. newline
end

local function with(line, text)
  local lines = vim.deepcopy(M.lines)
  lines[line] = text
  return lines
end

M.without_parameter = with(5, 'Åse 🚢 kept the [timetable](https://www.bbc.com/news/a) of 1987.')
M.without_residue = with(7, 'Čeněk 🎈 read the tide tables aloud.')

--- After all safe fixes, and no other.
M.fixed = vim.deepcopy(M.without_parameter)
M.fixed[7] = M.without_residue[7]

return M
