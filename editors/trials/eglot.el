;; Emacs with eglot: the finding covers its fault behind an emoji, and the fix changes nothing else.
;;
;;   IBID=target/debug/ibid emacs --batch -l editors/trials/eglot.el
(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'markdown-mode)
(require 'cl-lib)

(setq eglot-confirm-server-edits nil
      eglot-confirm-server-initiated-edits nil)
(add-to-list 'eglot-server-programs
             `((markdown-mode gfm-mode) . (,(expand-file-name (or (getenv "IBID") "ibid")) "lsp")))

(defun wait-for (condition)
  (let ((tries 400))
    (while (and (not (funcall condition)) (> (cl-decf tries) 0))
      (accept-process-output nil 0.05))))

(let* ((residue ":contentReference[oaicite:0]{index=0}")
       (before "Déjà 😀 vu: the crew read the tide tables aloud")
       (directory (make-temp-file "ibid" t))
       (coding-system-for-write 'utf-8))
  (make-directory (expand-file-name ".git" directory))
  (write-region (concat before residue ".\n") nil (expand-file-name "draft.md" directory))
  (find-file (expand-file-name "draft.md" directory))
  (markdown-mode)
  (apply #'eglot--connect (eglot--guess-contact))
  (wait-for (lambda () (flymake-start) (flymake-diagnostics)))
  (let* ((finding (car (flymake-diagnostics)))
         (beginning (flymake-diagnostic-beg finding))
         (end (flymake-diagnostic-end finding))
         (marked (buffer-substring-no-properties beginning end)))
    (goto-char beginning)
    ;; The menu of fixes, answered with its first entry. Without a last key eglot would pop up a graphical one.
    (setq last-nonmenu-event ?\r)
    (cl-letf (((symbol-function 'completing-read) (lambda (_prompt choices &rest _) (caar choices))))
      (eglot-code-actions beginning end "quickfix" t))
    (wait-for (lambda () (not (string-match-p "oaicite" (buffer-string)))))
    (let ((passed (and (equal marked residue) (equal (buffer-string) (concat before ".\n")))))
      (message "marked: %s\ntext: %s%s" marked (buffer-string) (if passed "passed" "failed"))
      (ignore-errors (eglot-shutdown (eglot-current-server)))
      (kill-emacs (if passed 0 1)))))
