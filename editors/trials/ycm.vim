" Vim with YouCompleteMe: the finding covers its fault behind an emoji, and the fix changes nothing else.
"
"   IBID=$PWD/target/debug/ibid script -qec 'vim.nox -Nu editors/trials/ycm.vim' /dev/null
"
" Needs a Vim with Python, and a terminal, which `script` plays. What came of it is written to ycm.log in $TMPDIR.
set encoding=utf-8
scriptencoding utf-8
filetype plugin on
let g:ycm_language_server = [{
\ 'name': 'ibid',
\ 'cmdline': [empty($IBID) ? 'ibid' : $IBID, 'lsp'],
\ 'filetypes': ['markdown'],
\ 'project_root_files': ['ibid.toml', '.ibid.toml', '.git'],
\}]
" Markdown is on its list of what it leaves alone.
let g:ycm_filetype_blacklist = {}
let g:ycm_confirm_extra_conf = 0
packadd youcompleteme

let s:residue = ':contentReference[oaicite:0]{index=0}'
let s:before = 'Déjà 😀 vu: the crew read the tide tables aloud'
let s:directory = tempname()
call mkdir(s:directory, 'p')
call writefile([], s:directory . '/ibid.toml')
call writefile([s:before . s:residue . '.'], s:directory . '/draft.md')
let s:tries = 0
let s:asked = 0
let s:place = []

function! s:end(passed) abort
  call writefile(['place: ' . string(s:place), 'text: ' . getline(1), a:passed ? 'passed' : 'failed'], $TMPDIR . '/ycm.log')
  if a:passed | qall! | else | cquit | endif
endfunction

function! s:look(timer) abort
  let s:tries += 1
  if s:tries > 300
    return s:end(0)
  endif
  if getline(1) ==# s:before . '.'
    return s:end(s:place == [strlen(s:before) + 1, strlen(s:before . s:residue) + 1])
  endif
  if !s:asked && youcompleteme#GetErrorCount() + youcompleteme#GetWarningCount() > 0
    let s:asked = 1
    let l:marks = filter(prop_list(1), 'v:val.type =~# "^Ycm"')
    let s:place = empty(l:marks) ? [] : [l:marks[0].col, l:marks[0].col + l:marks[0].length]
    call cursor(1, strlen(s:before) + 3)
    call feedkeys(":YcmCompleter FixIt\<CR>", 't')
    call timer_start(3000, {-> feedkeys("1\<CR>", 't')})
  endif
endfunction

autocmd VimEnter * ++nested execute 'edit' s:directory . '/draft.md' | call timer_start(100, function('s:look'), {'repeat': -1})
