// What the server is told about: drafts on the disk and ones not saved yet, never a diff's other side or a preview.

export const LANGUAGES = ['markdown', 'quarto', 'rmd', 'mdx'];
const SCHEMES = ['file', 'untitled'];

export const DRAFTS = LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme })));

// Bibliographies too: drafts depend on them, and the editor knows better than the disk. Few have a language for them.
export const DOCUMENTS = [...DRAFTS, { scheme: 'file', pattern: '**/*.bib' }];

/** The part of `vscode.TextDocument` that is needed here. */
export interface Written {
  languageId: string;
  uri: { scheme: string };
}

function isDraft(document: Written): boolean {
  return LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
}

/** What stands in front of the writer. */
export interface Desk<T extends Written> {
  /** The document that has the cursor. */
  active: T | undefined;
  /** The documents of all editors that can be seen. */
  visible: readonly T[];
  /** Whether a preview of Markdown has the focus, which may cover the editor that it is of. */
  preview: boolean;
}

/**
 * The draft that the views beside the editor are about. Whoever steps from a draft into its preview, the log or a
 * walkthrough has not left it; whoever opens another file has.
 */
export function followed<T extends Written>(previous: T | undefined, desk: Desk<T>): T | undefined {
  const { active, visible, preview } = desk;
  if (active && isDraft(active)) return active;
  if (active && SCHEMES.includes(active.uri.scheme)) return undefined;
  return previous && (preview || visible.includes(previous)) ? previous : undefined;
}
