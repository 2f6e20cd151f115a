import { Construct } from 'constructs';
import { ExternalSecret, ExternalSecretSpec } from '../../../imports/externalsecrets';
import { formatDuration } from '../../kernel/duration';
import { misuse } from '../../kernel/errors';
import { deepCopy, withOverrides } from '../../kernel/merge';
import { BoundCredential } from '../bound-credential';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { ExternalSecretCredentialProps } from './external-secret-credential-props';
import {
  ExternalSecretCreationPolicy,
  ExternalSecretDeletionPolicy,
  ExternalSecretRefreshPolicy,
} from './external-secret-policies';
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
    checkPolicies(props);
    this.props = {
      ...props,
      dnsNames: props.dnsNames && checkDnsNames(props.dnsNames, AT),
      overrides: deepCopy(props.overrides),
    };
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    const { dnsNames, content } = this.props;
    const { name, namespace } = bindTarget(scope, options, this.props.name);
    checkUnclaimed(scope, namespace, name);
    if (dnsNames !== undefined) {
      checkHostsCovered({ at: scope.node.path, names: dnsNames, hosts: options.hosts });
    }
    checkClientCa(scope, options, content._clientCa);
    const apiObject = new ExternalSecret(scope, options.id ?? 'Credential', {
      metadata: { name, namespace },
      spec: this.render(name),
    });
    claim(apiObject, namespace, name);
    return new BoundCredential({ credentialName: name, namespace, apiObject, dnsNames, clientCa: content._clientCa });
  }

  private render(name: string): ExternalSecretSpec {
    const { store, content, refreshInterval, refreshPolicy, creationPolicy, deletionPolicy, overrides } = this.props;
    const spec = {
      secretStoreRef: store._render(),
      refreshInterval: refreshInterval && formatDuration(refreshInterval),
      refreshPolicy,
      target: { name, creationPolicy, deletionPolicy, template: content._renderTemplate() },
      ...content._renderData(),
    };
    return withOverrides<object>(spec, overrides);
  }
}

function checkPolicies(props: ExternalSecretCredentialProps): void {
  const { refreshInterval, refreshPolicy, creationPolicy, deletionPolicy } = props;
  const isPeriodic = refreshPolicy === undefined || refreshPolicy === ExternalSecretRefreshPolicy.PERIODIC;
  if (refreshInterval !== undefined && !isPeriodic) {
    throw misuse({
      at: AT,
      rule: 'refreshInterval goes with the refreshPolicy PERIODIC, and nothing else looks at it',
      received: `refreshInterval ${formatDuration(refreshInterval)} with refreshPolicy ${refreshPolicy}`,
      fix: 'leave one of them out',
    });
  }
  const isOwner = creationPolicy === undefined || creationPolicy === ExternalSecretCreationPolicy.OWNER;
  if (deletionPolicy === ExternalSecretDeletionPolicy.DELETE && !isOwner) {
    throw misuse({
      at: AT,
      rule: 'the operator deletes only Secrets that it owns',
      received: `deletionPolicy ${deletionPolicy} with creationPolicy ${creationPolicy}`,
      fix: 'leave creationPolicy out, or deletionPolicy',
    });
  }
}
