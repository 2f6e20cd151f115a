import { GraphOptions } from './graph-options';

/** What a picture of a mesh shows. */
export interface DiagramOptions extends GraphOptions {
  /**
   * What stands above the picture, and what screen readers call it.
   *
   * @default Service mesh
   */
  readonly title?: string;
}
