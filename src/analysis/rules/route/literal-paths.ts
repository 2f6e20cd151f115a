import { Mesh } from '../../../mesh/mesh';
import { Report } from '../../rule';
import { httpMatchesWith } from './http-routes';

/**
 * Reports the paths that HTTP matches compare letter by letter, as a whole or by how they begin, and that no request has.
 *
 * @param consequence how the sentence ends that names the path
 */
export function reportLiteralPaths(
  mesh: Mesh,
  report: Report,
  isWrong: (path: string) => boolean,
  consequence: string,
): void {
  for (const placed of httpMatchesWith(mesh, 'uri')) {
    const { object, match } = placed;
    for (const kind of ['exact', 'prefix'] as const) {
      const text = match.uri?.[kind] ?? '';
      if (isWrong(text)) {
        const message = `A match of ${object.title} asks for the path ${text}, ${consequence}`;
        report({ object, path: [...placed.matchPath, 'uri', kind], message });
      }
    }
  }
}
