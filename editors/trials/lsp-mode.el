;; Emacs with lsp-mode: the same as eglot.el. lsp-mode 8.0 misplaces the fix behind an emoji, so there is none here.
;;
;;   IBID=target/debug/ibid emacs --batch -l editors/trials/lsp-mode.el
(package-initialize)
(require 'lsp-mode)
(require 'lsp-diagnostics)
(require 'markdown-mode)
(require 'cl-lib)

(setq lsp-auto-guess-root t
      lsp-diagnostics-provider :none
      lsp-enable-snippet nil
      lsp-headerline-breadcrumb-enable nil
      lsp-modeline-code-actions-enable nil
      lsp-restart 'ignore
      lsp-session-file (make-temp-file "ibid"))
(lsp-register-client
 (make-lsp-client
  :new-connection (lsp-stdio-connection (list (expand-file-name (or (getenv "IBID") "ibid")) "lsp"))
  :activation-fn (lsp-activate-on "markdown")
  :server-id 'ibid
  :add-on? t))

(defun wait-for (condition)
  (let ((tries 400))
    (while (and (not (funcall condition)) (> (cl-decf tries) 0))
      (accept-process-output nil 0.05))))

(let* ((residue ":contentReference[oaicite:0]{index=0}")
       (before "Déjà vu: the crew read the tide tables aloud")
       (directory (file-name-as-directory (make-temp-file "ibid" t)))
       (coding-system-for-write 'utf-8))
  (write-region (concat before residue ".\n") nil (expand-file-name "draft.md" directory))
  (find-file (expand-file-name "draft.md" directory))
  (markdown-mode)
  (lsp-workspace-folders-add directory)
  (lsp)
  (wait-for (lambda () (> (hash-table-count (lsp-diagnostics t)) 0)))
  (goto-char (point-min))
  (search-forward "oaicite")
  (lsp-execute-code-action
   (cl-find "quickfix" (append (lsp-code-actions-at-point) nil)
            :key #'lsp:code-action-kind? :test #'equal))
  (wait-for (lambda () (not (string-match-p "oaicite" (buffer-string)))))
  (let ((passed (equal (buffer-string) (concat before ".\n"))))
    (message "text: %s%s" (buffer-string) (if passed "passed" "failed"))
    (kill-emacs (if passed 0 1))))
