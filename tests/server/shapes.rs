//! What editors say they can do.

use serde_json::{Value, json};

/// VS Code's library: UTF-16, asks for diagnostics, resolves code actions.
pub fn vs_code() -> Value {
    json!({
        "workspace": {
            "applyEdit": true, "configuration": true, "workspaceFolders": true,
            "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]},
            "didChangeConfiguration": {"dynamicRegistration": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true},
            "diagnostics": {"refreshSupport": true},
        },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true, "versionSupport": false, "tagSupport": {"valueSet": [1, 2]},
                "codeDescriptionSupport": true, "dataSupport": true,
            },
            "codeAction": {
                "isPreferredSupport": true, "disabledSupport": true, "dataSupport": true,
                "resolveSupport": {"properties": ["edit", "command"]},
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "source", "source.fixAll"]}},
            },
            "diagnostic": {"dynamicRegistration": true, "relatedDocumentSupport": false},
            "completion": {
                "contextSupport": true,
                "completionItem": {
                    "snippetSupport": true, "documentationFormat": ["markdown", "plaintext"], "labelDetailsSupport": true,
                    "insertReplaceSupport": true,
                    "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]},
                },
            },
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "documentLink": {"tooltipSupport": true},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "foldingRange": {"rangeLimit": 5000, "lineFoldingOnly": true},
        },
        "window": {"workDoneProgress": true, "showDocument": {"support": true}},
        "general": {"positionEncodings": ["utf-16"], "staleRequestSupport": {"cancel": true, "retryOnContentModified": []}},
    })
}

/// Neovim 0.11 on Linux: any encoding, wants to be pushed, does not watch files, does not say `documentChanges`.
pub fn neovim() -> Value {
    json!({
        "workspace": {
            "applyEdit": true, "configuration": true, "workspaceFolders": true,
            "workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]},
            "didChangeConfiguration": {"dynamicRegistration": false},
            "didChangeWatchedFiles": {"dynamicRegistration": false},
        },
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}, "dataSupport": true},
            "diagnostic": {"dynamicRegistration": false},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "codeAction": {
                "isPreferredSupport": true, "dataSupport": true, "resolveSupport": {"properties": ["edit", "command"]},
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "source"]}},
            },
        },
        "window": {"workDoneProgress": true, "showDocument": {"support": true}},
        "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]},
    })
}

/// A client that says nothing of itself.
pub fn minimal() -> Value {
    json!({})
}

/// A client that says nothing but how it counts columns.
pub fn counting(encoding: &str) -> Value {
    json!({"general": {"positionEncodings": [encoding]}})
}

pub const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];
