// What the server is told about: drafts on the disk and ones not saved yet, never a diff's other side or a preview.

export const LANGUAGES = ['markdown', 'quarto', 'rmd', 'mdx'];

export const DRAFTS = LANGUAGES.flatMap((language) => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
]);

// Bibliographies too: drafts depend on them, and the editor knows better than the disk. Few have a language for them.
export const DOCUMENTS = [...DRAFTS, { scheme: 'file', pattern: '**/*.bib' }];
