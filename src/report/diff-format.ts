/** The forms in which a comparison of two meshes can be written. */
export enum DiffFormat {
  /** For people. */
  TEXT = 'text',
  /** For programs: all that is known. */
  JSON = 'json',
  /** For comments on pull requests: GitHub's Markdown, cut off where a comment has to end. */
  MARKDOWN = 'markdown',
}

/** The format that a text names; undefined where it names none. */
export function parseDiffFormat(text: string): DiffFormat | undefined {
  return Object.values<string>(DiffFormat).includes(text) ? (text as DiffFormat) : undefined;
}
