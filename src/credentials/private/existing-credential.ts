import { Construct } from 'constructs';
import { BoundCredential } from '../bound-credential';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { bindTarget } from './bind-target';
import { checkCredentialName } from './credential-name';

/** A Secret that is not part of the app. */
export class ExistingCredential implements ICredential {
  constructor(private readonly name: string) {
    checkCredentialName(name, 'the name of a credential', 'Credential.existing');
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    const { name, namespace } = bindTarget(scope, options, this.name);
    return new BoundCredential({ credentialName: name, namespace });
  }
}
