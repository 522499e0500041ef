#!/usr/bin/env node
// The library behind VS Code's own Markdown features as a language server, for benches/latency.py. It checks links when it is asked to:
//   npm install vscode-markdown-languageservice vscode-languageserver vscode-languageserver-textdocument vscode-uri markdown-it
//   NODE_PATH=node_modules benches/peers/markdown-languageservice.js --stdio
const { createConnection, ProposedFeatures, TextDocuments, TextDocumentSyncKind, Emitter } = require("vscode-languageserver/node");
const { TextDocument } = require("vscode-languageserver-textdocument");
const { URI } = require("vscode-uri");
const fs = require("fs");
const markdown = require("markdown-it")({ html: true });
const service = require("vscode-markdown-languageservice");

const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const [changed, created, deleted] = [new Emitter(), new Emitter(), new Emitter()];
documents.onDidOpen((event) => created.fire(event.document));
documents.onDidChangeContent((event) => changed.fire(event.document));
documents.onDidClose((event) => deleted.fire(event.document.uri));

const workspace = {
  get workspaceFolders() { return []; },
  onDidChangeMarkdownDocument: changed.event,
  onDidCreateMarkdownDocument: created.event,
  onDidDeleteMarkdownDocument: deleted.event,
  getAllMarkdownDocuments: async () => documents.all(),
  hasMarkdownDocument: (uri) => documents.get(uri.toString()) !== undefined,
  openMarkdownDocument: async (uri) => documents.get(uri.toString()),
  stat: async (uri) => fs.existsSync(URI.parse(uri.toString()).fsPath) ? { isDirectory: false } : undefined,
  readDirectory: async () => [],
};
const parser = { slugifier: service.githubSlugifier, tokenize: async (document) => markdown.parse(document.getText(), {}) };
const language = service.createLanguageService({ workspace, parser, logger: { level: 0, log() {} } });
const options = {
  validateReferences: "warning", validateFragments: "warning", validateFileLinks: "warning", validateMarkdownFileLinkFragments: "warning",
  validateUnusedLinkDefinitions: "hint", validateDuplicateLinkDefinitions: "warning", ignoreLinks: [],
};

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
  },
}));
connection.languages.diagnostics.on(async ({ textDocument }, token) => {
  const document = documents.get(textDocument.uri);
  return { kind: "full", items: document ? await language.computeDiagnostics(document, options, token) : [] };
});
documents.listen(connection);
connection.listen();
