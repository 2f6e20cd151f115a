/** Draws the pictures of the documentation: docs/httpbin.svg is the mesh of examples/httpbin. A test fails while the two differ. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { synthExample } from './lib/synth-example';
import { Diagram } from '../src/diagram/diagram';
import { Mesh } from '../src/mesh/mesh';

const sources = [...synthExample('httpbin')].map(([file, text]) => ({ file, text }));
const svg = Diagram.of(Mesh.fromYaml(sources), { title: 'The mesh of examples/httpbin' }).toSvg();
fs.writeFileSync(path.join(__dirname, '..', 'docs', 'httpbin.svg'), svg);
