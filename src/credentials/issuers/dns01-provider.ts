import { deepCopy } from '../../kernel/merge';
import {
  AkamaiProps,
  AzureDnsProps,
  CloudDnsProps,
  DnsWebhookProps,
  Rfc2136Props,
  Route53Options,
  TsigAlgorithm,
  TsigKey,
} from './dns01-provider-props';
import { checkNameserver, checkText, checkUrl, renderSecretKey } from './private/checks';
import { SecretKeySelector } from './secret-key-selector';

type Rendered = { readonly [field: string]: unknown };

/**
 * Who serves a DNS zone, and how cert-manager writes records into it.
 *
 * @see https://cert-manager.io/docs/configuration/acme/dns01/#supported-dns01-providers
 */
export class Dns01Provider {
  /**
   * Amazon Route 53.
   *
   * @see https://cert-manager.io/docs/configuration/acme/dns01/route53/
   */
  public static route53(options: Route53Options = {}): Dns01Provider {
    const { credentials, role, region, hostedZoneId } = options;
    return new Dns01Provider('route53', { ...credentials?._render(), role, region, hostedZoneID: hostedZoneId });
  }

  /**
   * Google Cloud DNS.
   *
   * @throws if the project is empty, or the key of the service account is no reference to a value in a Secret.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/google/
   */
  public static cloudDns(props: CloudDnsProps): Dns01Provider {
    const { serviceAccountKey } = props;
    return new Dns01Provider('cloudDNS', {
      project: checkText(props.project, 'the project of Cloud DNS'),
      serviceAccountSecretRef: serviceAccountKey && renderSecretKey(serviceAccountKey, 'serviceAccountKey'),
      hostedZoneName: props.hostedZone,
    });
  }

  /**
   * Zones of Azure DNS.
   *
   * @throws if the subscription or the resource group is empty.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/azuredns/
   */
  public static azureDns(props: AzureDnsProps): Dns01Provider {
    return new Dns01Provider('azureDNS', {
      subscriptionID: checkText(props.subscriptionId, 'subscriptionId'),
      resourceGroupName: checkText(props.resourceGroup, 'resourceGroup'),
      hostedZoneName: props.hostedZone,
      environment: props.environment,
      zoneType: props.zoneType,
      ...props.identity?._render(),
    });
  }

  /**
   * Cloudflare, by a token that may edit the zone.
   *
   * @throws if the token is no reference to a value in a Secret.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/cloudflare/#api-tokens
   */
  public static cloudflare(apiToken: SecretKeySelector): Dns01Provider {
    return new Dns01Provider('cloudflare', { apiTokenSecretRef: renderSecretKey(apiToken, 'apiToken') });
  }

  /**
   * Cloudflare, by the key of an account, which may do everything.
   *
   * @throws if the email is empty, or the key is no reference to a value in a Secret.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/cloudflare/#api-keys
   */
  public static cloudflareAccount(email: string, apiKey: SecretKeySelector): Dns01Provider {
    return new Dns01Provider('cloudflare', {
      email: checkText(email, 'the email of an account'),
      apiKeySecretRef: renderSecretKey(apiKey, 'apiKey'),
    });
  }

  /**
   * DigitalOcean, by a token.
   *
   * @throws if the token is no reference to a value in a Secret.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/digitalocean/
   */
  public static digitalOcean(token: SecretKeySelector): Dns01Provider {
    return new Dns01Provider('digitalocean', { tokenSecretRef: renderSecretKey(token, 'token') });
  }

  /**
   * A DNS server that takes dynamic updates, such as BIND, Knot or PowerDNS.
   *
   * @throws if the server is no host and port, or the key has no name or is no reference to a value in a Secret.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/rfc2136/
   */
  public static rfc2136(props: Rfc2136Props): Dns01Provider {
    return new Dns01Provider('rfc2136', {
      nameserver: checkNameserver(props.nameserver, 'nameserver'),
      protocol: props.protocol,
      ...(props.tsigKey && renderTsigKey(props.tsigKey)),
    });
  }

  /**
   * A server of acme-dns, which serves nothing but such records.
   *
   * @param host its URL.
   * @param account the accounts on it, as JSON.
   * @throws if the host is no URL, or the account is no reference to a value in a Secret.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/acme-dns/
   */
  public static acmeDns(host: string, account: SecretKeySelector): Dns01Provider {
    return new Dns01Provider('acmeDNS', {
      host: checkUrl(host, 'the host of acme-dns', ['https', 'http']),
      accountSecretRef: renderSecretKey(account, 'account'),
    });
  }

  /**
   * Akamai Edge DNS.
   *
   * @throws if the domain is empty, or a token or the secret is no reference to a value in a Secret.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/akamai/
   */
  public static akamai(props: AkamaiProps): Dns01Provider {
    return new Dns01Provider('akamai', {
      serviceConsumerDomain: checkText(props.serviceConsumerDomain, 'serviceConsumerDomain'),
      clientTokenSecretRef: renderSecretKey(props.clientToken, 'clientToken'),
      clientSecretSecretRef: renderSecretKey(props.clientSecret, 'clientSecret'),
      accessTokenSecretRef: renderSecretKey(props.accessToken, 'accessToken'),
    });
  }

  /**
   * Any other, by a webhook that runs in the cluster.
   *
   * @throws if the group or the solver is empty.
   * @see https://cert-manager.io/docs/configuration/acme/dns01/webhook/
   */
  public static webhook(props: DnsWebhookProps): Dns01Provider {
    return new Dns01Provider('webhook', {
      groupName: checkText(props.groupName, 'groupName'),
      solverName: checkText(props.solverName, 'solverName'),
      config: deepCopy(props.config),
    });
  }

  private constructor(
    private readonly name: string,
    private readonly fields: Rendered,
  ) {}

  /** @internal */
  public _render(): Rendered {
    return { [this.name]: this.fields };
  }
}

/** cert-manager signs with MD5 where nothing is said. */
function renderTsigKey({ name, secret, algorithm = TsigAlgorithm.HMAC_SHA256 }: TsigKey): Rendered {
  return {
    tsigKeyName: checkText(name, 'the name of a TSIG key'),
    tsigSecretSecretRef: renderSecretKey(secret, 'the secret of a TSIG key'),
    tsigAlgorithm: algorithm,
  };
}
