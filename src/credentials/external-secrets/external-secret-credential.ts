import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { formatDuration } from '../../kernel/duration';
import { BoundCredential } from '../bound-credential';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { ExternalSecretCredentialProps } from './external-secret-credential-props';
import { bindTarget, checkClientCa } from '../private/bind-target';
import { checkUnclaimed, claim } from '../private/claims';
import { checkCredentialName } from '../private/credential-name';
import { checkDnsNames } from '../private/dns-names';
import { checkHostsCovered } from '../private/san';

const AT = 'Credential.externalSecret';

/** A Secret that the External Secrets Operator fills, as an ExternalSecret in the namespace of the gateway's pods asks for. */
export class ExternalSecretCredential implements ICredential {
  private readonly props: ExternalSecretCredentialProps;

  constructor(props: ExternalSecretCredentialProps) {
    if (props.name !== undefined) {
      checkCredentialName(props.name, 'the name of a credential', AT);
    }
    this.props = { ...props, dnsNames: props.dnsNames && checkDnsNames(props.dnsNames, AT) };
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    const { dnsNames, content } = this.props;
    const { name, namespace } = bindTarget(scope, options, this.props.name);
    checkUnclaimed(scope, namespace, name);
    if (dnsNames !== undefined) {
      checkHostsCovered({ at: scope.node.path, names: dnsNames, hosts: options.hosts });
    }
    checkClientCa(scope, options, content._clientCa);
    const apiObject = new ApiObject(scope, options.id ?? 'Credential', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace },
      spec: this.render(name),
    });
    claim(apiObject, namespace, name);
    return new BoundCredential({ credentialName: name, namespace, apiObject, dnsNames, clientCa: content._clientCa });
  }

  private render(name: string): { readonly [field: string]: unknown } {
    const { store, content, refreshInterval } = this.props;
    return {
      secretStoreRef: store._render(),
      refreshInterval: refreshInterval && formatDuration(refreshInterval),
      target: { name, template: content._renderTemplate() },
      ...content._renderData(),
    };
  }
}
