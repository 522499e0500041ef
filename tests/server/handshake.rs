//! Introductions and goodbyes.

use crate::client::Client;
use crate::shapes;
use serde_json::json;

#[test]
fn a_client_like_vs_code() {
    let (client, result) = Client::initialized(shapes::vs_code());
    let can = &result["capabilities"];
    assert_eq!(result["serverInfo"]["name"], "ibid");
    assert_eq!(result["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(can["positionEncoding"], "utf-16");
    assert_eq!(can["textDocumentSync"]["change"], 2);
    assert_eq!(can["textDocumentSync"]["openClose"], true);
    assert_eq!(can["codeActionProvider"]["resolveProvider"], true);
    assert_eq!(
        can["codeActionProvider"]["codeActionKinds"],
        json!([
            "quickfix",
            "source.fixAll.ibid",
            "source.renumberFootnotes.ibid",
            "source.sortDefinitions.ibid",
            "refactor.rewrite.form.ibid",
            "refactor.rewrite.cite.ibid"
        ])
    );
    assert_eq!(can["diagnosticProvider"]["workspaceDiagnostics"], true);
    assert_eq!(
        can["executeCommandProvider"]["commands"],
        json!([
            "ibid.explain",
            "ibid.checkSources",
            "ibid.checkSource",
            "ibid.refreshSources",
            "ibid.fetchReference",
            "ibid.addEntry"
        ])
    );
    assert_eq!(can["hoverProvider"], true);
    assert_eq!(can["workspace"]["workspaceFolders"]["supported"], true);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_client_like_neovim() {
    let (client, result) = Client::initialized(shapes::neovim());
    let can = &result["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-8");
    // It could ask for diagnostics but not be told to ask again.
    assert!(can.get("diagnosticProvider").is_none());
    assert_eq!(can["codeActionProvider"]["resolveProvider"], true);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_client_that_says_nothing_of_itself() {
    let (client, result) = Client::initialized(shapes::minimal());
    let can = &result["capabilities"];
    assert_eq!(can["positionEncoding"], "utf-16");
    assert!(can.get("diagnosticProvider").is_none());
    assert!(can["codeActionProvider"].get("resolveProvider").is_none());
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn utf_32_comes_before_utf_16() {
    let (_, result) = Client::initialized(json!({"general": {"positionEncodings": ["utf-16", "utf-32"]}}));
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-32");
}
