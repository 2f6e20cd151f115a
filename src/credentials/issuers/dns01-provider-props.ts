import { AwsCredentials } from './aws-credentials';
import { AzureIdentity } from './azure-identity';
import { SecretKeySelector } from './secret-key-selector';

/** How Route 53 is used. */
export interface Route53Options {
  /**
   * How cert-manager logs in.
   *
   * @default - by what its pods have: IAM roles for service accounts, EKS Pod Identity, or the role of the node.
   */
  readonly credentials?: AwsCredentials;

  /**
   * The ARN of a role that is assumed.
   *
   * @default - none.
   */
  readonly role?: string;

  /**
   * The AWS region that requests are signed for.
   *
   * @default - the one in the environment of cert-manager's pods.
   */
  readonly region?: string;

  /**
   * The id of the hosted zone.
   *
   * @default - it is looked up by its name.
   */
  readonly hostedZoneId?: string;
}

/** How Google Cloud DNS is used. */
export interface CloudDnsProps {
  /** The id of the project that the zone is in. */
  readonly project: string;

  /**
   * The key of a service account, as JSON.
   *
   * @default - by what cert-manager's pods have: Workload Identity.
   */
  readonly serviceAccountKey?: SecretKeySelector;

  /**
   * The name of the managed zone.
   *
   * @default - it is looked up.
   */
  readonly hostedZone?: string;
}

/** Which of Azure's clouds a zone is in. */
export enum AzureEnvironment {
  /** The public cloud. */
  PUBLIC = 'AzurePublicCloud',
  /** Azure China. */
  CHINA = 'AzureChinaCloud',
  /** Azure Germany. */
  GERMANY = 'AzureGermanCloud',
  /** Azure for the government of the United States. */
  US_GOVERNMENT = 'AzureUSGovernmentCloud',
}

/** Who can see a zone of Azure DNS. */
export enum AzureZoneType {
  /** Everybody. */
  PUBLIC = 'AzurePublicZone',
  /** Virtual networks alone; cert-manager's support for it is experimental. */
  PRIVATE = 'AzurePrivateZone',
}

/** How Azure DNS is used. */
export interface AzureDnsProps {
  /** The id of the subscription. */
  readonly subscriptionId: string;

  /** The resource group that the zone is in. */
  readonly resourceGroup: string;

  /**
   * The name of the zone.
   *
   * @default - it is looked up.
   */
  readonly hostedZone?: string;

  /**
   * How cert-manager logs in.
   *
   * @default - by the managed identity that its pods have.
   */
  readonly identity?: AzureIdentity;

  /**
   * Which of the clouds it is.
   *
   * @default AzureEnvironment.PUBLIC
   */
  readonly environment?: AzureEnvironment;

  /**
   * Who can see the zone.
   *
   * @default AzureZoneType.PUBLIC
   */
  readonly zoneType?: AzureZoneType;
}

/** How a key of a DNS server signs. */
export enum TsigAlgorithm {
  /** HMAC with MD5. */
  HMAC_MD5 = 'HMACMD5',
  /** HMAC with SHA-1. */
  HMAC_SHA1 = 'HMACSHA1',
  /** HMAC with SHA-256. */
  HMAC_SHA256 = 'HMACSHA256',
  /** HMAC with SHA-512. */
  HMAC_SHA512 = 'HMACSHA512',
}

/** A key that a DNS server lets updates in by. */
export interface TsigKey {
  /** Its name, as the server has it. */
  readonly name: string;

  /** Where it is. */
  readonly secret: SecretKeySelector;

  /**
   * How it signs.
   *
   * @default TsigAlgorithm.HMAC_SHA256
   */
  readonly algorithm?: TsigAlgorithm;
}

/** How updates are sent to a DNS server. */
export enum DnsUpdateProtocol {
  /** By TCP. */
  TCP = 'TCP',
  /** By UDP. */
  UDP = 'UDP',
}

/** How a DNS server is used that takes dynamic updates. */
export interface Rfc2136Props {
  /** The server as `host:port` or `host`; the port is 53 then. An IPv6 address stands in brackets. */
  readonly nameserver: string;

  /**
   * The key that updates are signed with.
   *
   * @default - updates are not signed.
   */
  readonly tsigKey?: TsigKey;

  /**
   * How updates are sent.
   *
   * @default DnsUpdateProtocol.UDP
   */
  readonly protocol?: DnsUpdateProtocol;
}

/** How Akamai Edge DNS is used. */
export interface AkamaiProps {
  /** The host of the API, without `https://`. */
  readonly serviceConsumerDomain: string;

  /** Where the `client_token` of the API client is. */
  readonly clientToken: SecretKeySelector;

  /** Where its `client_secret` is. */
  readonly clientSecret: SecretKeySelector;

  /** Where its `access_token` is. */
  readonly accessToken: SecretKeySelector;
}

/** How a webhook is used. */
export interface DnsWebhookProps {
  /** The API group that the webhook serves. */
  readonly groupName: string;

  /** The solver in it. */
  readonly solverName: string;

  /**
   * What it is told. Nothing secret belongs here.
   *
   * @default - nothing.
   */
  readonly config?: { [field: string]: unknown };
}
