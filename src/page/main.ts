import { PageData } from '../diagram/private/page-data';
import { MeshObject } from '../mesh/mesh-object';
import { Mesh } from '../mesh/mesh';
import { byId } from './dom';
import { Page } from './page';

const data = JSON.parse(byId('data', HTMLScriptElement).textContent) as PageData;
const objects = data.objects.map(
  ({ manifest, isAssumed, origin }) =>
    new MeshObject(manifest, origin === '' ? {} : { constructPath: origin }, '', isAssumed),
);
new Page(data, Mesh.ofObjects(objects, data.isPartial)).start();
