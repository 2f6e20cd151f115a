import { IConstruct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { checkLabelName } from '../../kernel/kube-name';
import { ClientCa } from '../client-ca';
import { CredentialBindOptions } from '../credential-interface';
import { checkCredentialName } from './credential-name';

/** The name and namespace of the Secret that a source is bound to. */
export interface BindTarget {
  readonly name: string;
  readonly namespace: string;
}

/** Where the Secret of a source goes; throws unless it has a name that Istio reads, and a namespace. */
export function bindTarget(scope: IConstruct, options: CredentialBindOptions, ownName: string | undefined): BindTarget {
  const name = ownName ?? options.defaultName;
  if (name === undefined) {
    throw misuse({
      at: scope.node.path,
      rule: 'a credential needs a name for its Secret',
      received: 'neither a name nor a default name',
      fix: "give the credential a name: `name: 'shop-credential'`",
    });
  }
  return {
    name: checkCredentialName(name, 'the name of a credential', scope.node.path),
    namespace: checkLabelName(options.namespace, 'the namespace of a gateway', scope.node.path),
  };
}

/** Throws if the server looks for a client CA, and the Secret is known to hold none. */
export function checkClientCa(scope: IConstruct, options: CredentialBindOptions, held: ClientCa | undefined): void {
  if (options.clientCa === ClientCa.IN_SECRET && held === ClientCa.NONE) {
    throw misuse({
      at: scope.node.path,
      rule: 'a server that asks for client certificates needs the CA to check them with in its credential',
      received: 'a credential without a certificateAuthority',
      fix: 'give the credential the CA that signs the client certificates, as `certificateAuthority`',
    });
  }
}
