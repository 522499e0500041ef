" Vim with ALE: a finding and its fix in a line without accents, where ALE counts columns as the server does.
"
"   IBID=$PWD/target/debug/ibid vim -Nu NONE -es -S editors/trials/ale.vim
packadd ale
filetype plugin on
let g:ale_linters = {'markdown': ['ibid']}
let g:ale_linters_explicit = 1
call ale#linter#Define('markdown', {
\ 'name': 'ibid',
\ 'lsp': 'stdio',
\ 'executable': empty($IBID) ? 'ibid' : $IBID,
\ 'command': '%e lsp',
\ 'language': 'markdown',
\ 'project_root': {buffer -> ale#path#FindNearestDirectory(buffer, '.git')},
\})

let s:residue = ':contentReference[oaicite:0]{index=0}'
let s:directory = tempname()
call mkdir(s:directory . '/.git', 'p')
call writefile(['The crew read the tide tables aloud' . s:residue . '.'], s:directory . '/draft.md')
execute 'edit' s:directory . '/draft.md'
ALELint
for s:try in range(400)
  if !empty(ale#engine#GetLoclist(bufnr(''))) | break | endif
  sleep 50m
endfor
let s:column = get(get(ale#engine#GetLoclist(bufnr('')), 0, {}), 'col')

call cursor(1, s:column + 2)
" The menu of fixes, answered with its first entry.
call feedkeys("1\<CR>", 't')
ALECodeAction
for s:try in range(400)
  if getline(1) !~ 'oaicite' | break | endif
  sleep 50m
endfor

let s:passed = s:column == 36 && getline(1) ==# 'The crew read the tide tables aloud.'
" Silent mode prints only what is verbose.
verbose echo 'column: ' . s:column . "\n" . 'text: ' . getline(1) . "\n" . (s:passed ? 'passed' : 'failed') . "\n"
if s:passed | qall! | else | cquit | endif
