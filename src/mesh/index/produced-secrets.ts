import { CERTIFICATE, EXTERNAL_SECRET, SEALED_SECRET } from '../kinds';
import { addTo } from '../lists';
import type { Mesh } from '../mesh';
import { Kind, MeshObject } from '../mesh-object';
import { textAt } from '../wire/json';

/** A Secret that no manifest describes, because a controller makes it from another object. */
export interface ProducedSecret {
  readonly namespace: string;
  readonly name: string;
  /** The Certificate, ExternalSecret or SealedSecret that it is made from. */
  readonly source: MeshObject;
}

/** Gives the objects of a kind. */
type ObjectsOf = (kind: Kind) => readonly MeshObject[];

const NONE: readonly ProducedSecret[] = Object.freeze([]);

/** The Secrets that controllers make of a mesh's objects. */
export function producedSecretsOf(mesh: Mesh): ProducedSecrets {
  return mesh.derive(readProducedSecrets);
}

function readProducedSecrets(mesh: Mesh): ProducedSecrets {
  return new ProducedSecrets((kind) => mesh.all(kind));
}

/** The Secrets that cert-manager, External Secrets and Sealed Secrets make, by name. */
export class ProducedSecrets {
  private readonly byName = new Map<string, ProducedSecret[]>();

  constructor(all: ObjectsOf) {
    const add = (source: MeshObject, name: string): void =>
      addTo(this.byName, name, { namespace: source.namespace, name, source });
    for (const certificate of all(CERTIFICATE)) {
      const name = textAt(certificate.spec, 'secretName');
      if (name !== undefined) {
        add(certificate, name);
      }
    }
    for (const external of all(EXTERNAL_SECRET)) {
      // Merge and None leave it to somebody else to make the Secret.
      if (['Owner', 'Orphan'].includes(textAt(external.spec, 'target', 'creationPolicy') ?? 'Owner')) {
        add(external, (textAt(external.spec, 'target', 'name') ?? '') || external.name);
      }
    }
    for (const sealed of all(SEALED_SECRET)) {
      add(sealed, textAt(sealed.spec, 'template', 'metadata', 'name') ?? sealed.name);
    }
  }

  /** What makes the Secret of this name in a namespace; undefined where nothing does. */
  public get(namespace: string, name: string): ProducedSecret | undefined {
    return this.ofName(name).find((secret) => secret.namespace === namespace);
  }

  /** What makes Secrets of this name, in any namespace. */
  public ofName(name: string): readonly ProducedSecret[] {
    return this.byName.get(name) ?? NONE;
  }
}
