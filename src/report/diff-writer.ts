import { MeshDiff } from '../diff/mesh-diff';
import { DiffFormat } from './diff-format';
import { jsonDiff } from './json-diff';
import { markdownDiff } from './markdown-diff';
import { textDiff } from './text-diff';

/** How a comparison is written. */
export interface DiffWriterOptions {
  /**
   * The form.
   *
   * @default DiffFormat.TEXT
   */
  readonly format?: DiffFormat;
  /**
   * Whether text is in the colours of a terminal; other forms have none.
   *
   * @default - no colours.
   */
  readonly colour?: boolean;
}

/** Writes what becomes of requests otherwise in one mesh than in another. */
export class DiffWriter {
  /** The comparison as a text, with a line break at its end. */
  public static write(diff: MeshDiff, options: DiffWriterOptions = {}): string {
    switch (options.format ?? DiffFormat.TEXT) {
      case DiffFormat.TEXT:
        return textDiff(diff, options.colour === true);
      case DiffFormat.JSON:
        return jsonDiff(diff);
      case DiffFormat.MARKDOWN:
        return markdownDiff(diff);
    }
  }

  private constructor() {}
}
