import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { BoundCredential } from '../bound-credential';
import { ClientCa } from '../client-ca';
import { CredentialBindOptions } from '../credential-interface';
import { SecretForm } from '../secret-form';
import { BindTarget, checkClientCa } from './bind-target';
import { checkUnclaimed, claim } from './claims';
import { CredentialMaterial } from './material';
import { checkHostsCovered } from './san';
import { SECRET_KEYS } from './secret-keys';

/** A Secret to be made. */
export interface SecretPlan {
  readonly target: BindTarget;
  readonly form: SecretForm;
  readonly material: CredentialMaterial;
}

/** Throws unless the Secret can be made in the scope, and suits the servers. */
export function checkSecret(scope: Construct, options: CredentialBindOptions, { target, material }: SecretPlan): void {
  checkUnclaimed(scope, target.namespace, target.name);
  checkHostsCovered({ at: scope.node.path, names: material.dnsNames, hosts: options.hosts });
  checkClientCa(scope, options, clientCaOf(material));
}

/** Makes the Secret in the scope, after everything about it is checked. */
export function makeSecret(scope: Construct, options: CredentialBindOptions, plan: SecretPlan): BoundCredential {
  const { target, form, material } = plan;
  checkSecret(scope, options, plan);
  const apiObject = new ApiObject(scope, options.id ?? 'Credential', {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: target.name, namespace: target.namespace },
    type: form,
    // What cdk8s keeps of the object can be printed; this can't.
    data: Lazy.any({ produce: () => dataOf(form, material) }) as SecretData,
  });
  claim(apiObject, target.namespace, target.name);
  return new BoundCredential({
    credentialName: target.name,
    namespace: target.namespace,
    apiObject,
    dnsNames: material.dnsNames as string[],
    clientCa: clientCaOf(material),
  });
}

/** Whether the material has a client CA. */
export function clientCaOf(material: Pick<CredentialMaterial, 'certificateAuthority'>): ClientCa {
  return material.certificateAuthority === undefined ? ClientCa.NONE : ClientCa.IN_SECRET;
}

type SecretData = { [key: string]: string };

/** Encoded once for all Secrets with the same material, which share the texts. */
const ENCODED = new WeakMap<CredentialMaterial, Map<SecretForm, SecretData>>();

/** The `data` of a Secret of this form. */
export function dataOf(form: SecretForm, material: CredentialMaterial): SecretData {
  const byForm = ENCODED.get(material) ?? new Map<SecretForm, SecretData>();
  const data = byForm.get(form) ?? encode(form, material);
  ENCODED.set(material, byForm.set(form, data));
  return { ...data };
}

function encode(form: SecretForm, material: CredentialMaterial): SecretData {
  const keys = SECRET_KEYS[form];
  const data: SecretData = {
    [keys.certificate]: base64(material.certificate),
    [keys.privateKey]: base64(material.privateKey),
  };
  if (material.certificateAuthority !== undefined) {
    data[keys.certificateAuthority] = base64(material.certificateAuthority);
  }
  if (material.revocationList !== undefined) {
    data[keys.revocationList] = base64(material.revocationList);
  }
  return data;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
