// The entry behind the `{}` of the status bar: whether the server runs, and which version.

import * as vscode from 'vscode';

export class Status implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;

  constructor(selector: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem('ibid.status', selector);
    this.item.name = 'ibid';
    this.item.command = { command: 'ibid.showLog', title: 'Show the log' };
  }

  starting(): void {
    this.show('ibid: starting', vscode.LanguageStatusSeverity.Information);
    this.item.busy = true;
  }

  running(version: string | undefined): void {
    this.show(version ? `ibid ${version}` : 'ibid', vscode.LanguageStatusSeverity.Information);
  }

  off(): void {
    this.show('ibid: switched off', vscode.LanguageStatusSeverity.Information, 'by the setting ibid.enable');
  }

  stopped(why: string): void {
    this.show('ibid: stopped', vscode.LanguageStatusSeverity.Error, why);
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(text: string, severity: vscode.LanguageStatusSeverity, detail = ''): void {
    this.item.text = text;
    this.item.detail = detail;
    this.item.severity = severity;
    this.item.busy = false;
  }
}
