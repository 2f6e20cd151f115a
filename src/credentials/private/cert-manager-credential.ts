import { Chart, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { Certificate, CertificateSpec, PrivateKeyRotationPolicy } from '../../../imports/certmanager/certificate';
import { formatDuration } from '../../kernel/duration';
import { locate, misuse } from '../../kernel/errors';
import { deepCopy, withOverrides } from '../../kernel/merge';
import { AcmeChallenge } from '../acme-challenge';
import { BoundCredential } from '../bound-credential';
import { CertManagerCredentialProps } from '../cert-manager-credential-props';
import { CredentialBindOptions, IBoundCredential, ICredential } from '../credential-interface';
import { KeyRotation } from '../key-rotation';
import { bindTarget } from './bind-target';
import { checkUnclaimed, claim } from './claims';
import { checkCredentialName } from './credential-name';
import { checkDnsNames, dnsNamesFor } from './dns-names';

const AT = 'Credential.certManager';
/** The limits of cert-manager's webhook. */
const SHORTEST_DURATION = Duration.hours(1);
const SHORTEST_RENEWAL = Duration.minutes(5);
/** What cert-manager asks for where nothing is said. */
const DEFAULT_DURATION = Duration.days(90);

const ROTATIONS: Readonly<Record<KeyRotation, PrivateKeyRotationPolicy>> = {
  [KeyRotation.ALWAYS]: PrivateKeyRotationPolicy.ALWAYS,
  [KeyRotation.NEVER]: PrivateKeyRotationPolicy.NEVER,
};

/** Asks for a self-signed certificate until there is a real one. */
const TEMPORARY = { 'cert-manager.io/issue-temporary-certificate': 'true' };

/** A Secret that cert-manager fills, as a Certificate in the namespace of the gateway's pods asks for. */
export class CertManagerCredential implements ICredential {
  private readonly props: CertManagerCredentialProps;

  constructor(props: CertManagerCredentialProps) {
    if (props.name !== undefined) {
      checkCredentialName(props.name, 'the name of a credential', AT);
    }
    checkTimes(props);
    const dnsNames = props.dnsNames && checkDnsNames(props.dnsNames, AT);
    challengeOf(props, dnsNames ?? [], AT);
    this.props = {
      ...props,
      dnsNames,
      labels: props.labels && { ...props.labels },
      overrides: deepCopy(props.overrides),
    };
  }

  public bind(scope: Construct, options: CredentialBindOptions): IBoundCredential {
    const { name, namespace } = bindTarget(scope, options, this.props.name);
    checkUnclaimed(scope, namespace, name);
    const dnsNames = dnsNamesFor(scope, this.props.dnsNames, options.hosts);
    const labels = { ...Chart.of(scope).labels, ...this.props.labels };
    const acmeChallenge = challengeOf(this.props, dnsNames, scope.node.path, labels);
    checkPlace(this.props, namespace, scope.node.path);
    const apiObject = new Certificate(scope, options.id ?? 'Credential', {
      metadata: {
        name,
        namespace,
        labels: this.props.labels,
        annotations: this.props.temporaryCertificate === true ? TEMPORARY : undefined,
      },
      spec: this.render(name, dnsNames),
    });
    claim(apiObject, namespace, name);
    return new BoundCredential({ credentialName: name, namespace, apiObject, dnsNames: [...dnsNames], acmeChallenge });
  }

  private render(secretName: string, dnsNames: readonly string[]): CertificateSpec {
    const { issuer, duration, renewBefore, privateKey, keyRotation, overrides } = this.props;
    const hasKey = privateKey !== undefined || keyRotation !== undefined;
    const spec: CertificateSpec = {
      secretName,
      dnsNames: [...dnsNames],
      issuerRef: { group: issuer.issuerGroup, kind: issuer.issuerKind, name: issuer.issuerName },
      duration: duration && formatDuration(duration),
      renewBefore: renewBefore && formatDuration(renewBefore),
      privateKey: hasKey
        ? { ...privateKey?._render(), rotationPolicy: keyRotation && ROTATIONS[keyRotation] }
        : undefined,
    };
    return withOverrides(spec, overrides);
  }
}

function checkTimes({ duration, renewBefore }: CertManagerCredentialProps): void {
  if (duration !== undefined && duration.toMilliseconds() < SHORTEST_DURATION.toMilliseconds()) {
    throw misuse({
      at: AT,
      rule: 'cert-manager takes no duration below an hour',
      received: formatDuration(duration),
      fix: 'give a longer duration, or leave it out for 90 days',
    });
  }
  if (renewBefore === undefined) {
    return;
  }
  if (renewBefore.toMilliseconds() < SHORTEST_RENEWAL.toMilliseconds()) {
    throw misuse({
      at: AT,
      rule: 'cert-manager takes no renewBefore below five minutes',
      received: formatDuration(renewBefore),
      fix: 'give a longer one, or leave it out for a third of the time that the certificate is valid',
    });
  }
  const valid = duration ?? DEFAULT_DURATION;
  if (renewBefore.toMilliseconds() >= valid.toMilliseconds()) {
    throw misuse({
      at: AT,
      rule: 'renewBefore must be shorter than duration, or the certificate would be renewed without end',
      received: `renewBefore ${formatDuration(renewBefore)} with duration ${formatDuration(valid)}`,
      fix: 'leave renewBefore out for a third of the duration',
    });
  }
}

/** How the names are proved: by HTTP-01 where one of them is, because that is what a gateway must not be in the way of. */
function challengeOf(
  { issuer }: CertManagerCredentialProps,
  dnsNames: readonly string[],
  at: string,
  labels?: { [label: string]: string },
): AcmeChallenge | undefined {
  const challenges = locate(at, () => dnsNames.map((name) => issuer.challengeFor(name, labels)));
  return challenges.find((each) => each === AcmeChallenge.HTTP_01) ?? challenges.find((each) => each !== undefined);
}

function checkPlace({ issuer }: CertManagerCredentialProps, namespace: string, at: string): void {
  const { issuerNamespace, issuerKind, issuerName } = issuer;
  if (issuerNamespace !== undefined && issuerNamespace !== namespace) {
    throw misuse({
      at,
      rule: `an ${issuerKind} signs for its own namespace only, and the Certificate is made in that of the gateway's pods, ${namespace}`,
      received: `${issuerKind} ${issuerName} in namespace ${issuerNamespace}`,
      fix: `make the issuer in namespace ${namespace}, or a ClusterIssuer`,
    });
  }
}
