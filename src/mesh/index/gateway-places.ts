import { GuessedObject } from '../guessed-object';
import { GATEWAY } from '../kinds';
import { addTo } from '../lists';
import { Mesh } from '../mesh';
import { MeshObject } from '../mesh-object';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';
import { applicationNamespacesOf } from './application-namespaces';
import { secretNames } from './credential-names';
import { installationFor } from './gateway-installations';
import { gatewayPodsOf } from './gateway-pods';
import { INGRESS_NAMESPACE } from './ingress-gateway';
import { holdersNamed } from './secret-holders';
import { secretsUsedInPlace } from './secret-users';
import { RegisteredService } from './services';

/** Where the pods run that a Gateway selects. */
export interface GatewayPlace {
  /** Their namespaces; none where nothing tells. */
  readonly namespaces: readonly string[];
  /**
   * What tells it: the pods themselves; Services in front of them; labels that gateways have as Istio's guides install them; or nothing but
   * the Secrets that the Gateways name.
   */
  readonly shownBy: 'pods' | 'services' | 'labels' | 'secrets';
}

/** Where the pods of the Gateways of a mesh run, as far as manifests tell. */
export function gatewayPlacesOf(mesh: Mesh): GatewayPlaces {
  return mesh.derive(readGatewayPlaces);
}

function readGatewayPlaces(mesh: Mesh): GatewayPlaces {
  return new GatewayPlaces(mesh);
}

const NONE: readonly MeshObject[] = Object.freeze([]);

/** Where pods of Gateways run, by selector: their Secrets have to be there. */
export class GatewayPlaces {
  private readonly places = new Map<string, GatewayPlace>();
  private readonly misplacedByUse = new Map<string, readonly MeshObject[]>();
  private services: Map<string, RegisteredService[]> | undefined;
  private namesBySelector: Map<string, Set<string>> | undefined;
  private selectorsByName: Map<string, Map<string, TextMap>> | undefined;
  private readonly usersByName = new Map<string, Map<string, Set<string>>>();

  constructor(private readonly mesh: Mesh) {}

  /** Where the pods run that a selector takes. One that asks for nothing takes all of them, which tells nothing. */
  public of(selector: TextMap): GatewayPlace {
    const key = this.textOf(selector);
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.find(selector);
      this.places.set(key, place);
    }
    return place;
  }

  /** The namespace that pods are taken to run in; where nothing tells, that of Istio, or of the Gateway if its selector is somebody's own. */
  public namespaceFor(selector: TextMap, gatewayNamespace: string): string {
    const [namespace] = this.of(selector).namespaces;
    const isOwn = Object.keys(selector).length > 0 && selector.istio === undefined;
    return namespace ?? (isOwn ? gatewayNamespace : INGRESS_NAMESPACE);
  }

  /**
   * The Secrets of a name, and what makes such ones, that lie where the pods that a selector takes do not look: in other namespaces than these,
   * or of pods that no manifest shows, beside an application. None where one is in its place or may be, and where the pods may be anywhere.
   */
  public misplaced(selector: TextMap, name: string): readonly MeshObject[] {
    const key = JSON.stringify([this.textOf(selector), name]);
    let misplaced = this.misplacedByUse.get(key);
    if (misplaced === undefined) {
      misplaced = this.findMisplaced(selector, name);
      this.misplacedByUse.set(key, misplaced);
    }
    return misplaced;
  }

  /** The Secrets of a name, and what makes such ones, where none is in these namespaces; without those that something else takes. */
  public outside(namespaces: readonly string[], selector: TextMap, name: string): readonly MeshObject[] {
    const holders = holdersNamed(this.mesh, name);
    return holders.some(({ namespace }) => namespaces.includes(namespace))
      ? NONE
      : holders.filter((holder) => !this.isUsedInPlace(holder, name, selector));
  }

  private findMisplaced(selector: TextMap, name: string): readonly MeshObject[] {
    if (holdersNamed(this.mesh, name).length === 0) {
      return NONE;
    }
    const { namespaces, shownBy } = this.of(selector);
    if (shownBy === 'secrets') {
      return NONE;
    }
    const outside = this.outside(namespaces, selector, name);
    if (shownBy === 'pods') {
      return outside;
    }
    const applications = applicationNamespacesOf(this.mesh);
    return holdersNamed(this.mesh, name).every(({ namespace }) => applications.has(namespace)) ? outside : NONE;
  }

  private textOf(selector: TextMap): string {
    return this.mesh.derive(gatewayPodsOf).textOf(selector);
  }

  private find(selector: TextMap): GatewayPlace {
    if (Object.keys(selector).length === 0) {
      return { namespaces: [], shownBy: 'secrets' };
    }
    const pods = this.mesh
      .derive(gatewayPodsOf)
      .pods(selector)
      .filter(({ source }) => !(source instanceof GuessedObject));
    if (pods.length > 0) {
      return { namespaces: namespacesOf(pods), shownBy: 'pods' };
    }
    const services = this.inFrontOf(selector);
    if (services.length > 0) {
      return { namespaces: namespacesOf(services), shownBy: 'services' };
    }
    return this.guess(selector);
  }

  /** The Services that lead to the pods that a selector takes, by the labels that both ask for. */
  private inFrontOf(selector: TextMap): readonly RegisteredService[] {
    const services = this.servicesByLabel();
    const [first = ''] = Object.keys(selector);
    const asking = (services.get(`${first}=${selector[first]}`) ?? []).filter(({ selector: own = {} }) =>
      selects(selector, own),
    );
    const labels = installationFor(selector)?.labels;
    return labels === undefined ? asking : [...asking, ...installedServices(services, labels)];
  }

  private servicesByLabel(): ReadonlyMap<string, readonly RegisteredService[]> {
    if (this.services === undefined) {
      this.services = new Map();
      for (const service of this.mesh.services.all) {
        const { selector = {}, registry, source } = service;
        for (const label of registry === 'Kubernetes' && !source.isAssumed ? Object.keys(selector) : []) {
          addTo(this.services, `${label}=${selector[label]}`, service);
        }
      }
    }
    return this.services;
  }

  /** The namespace that has the most of the Secrets that the Gateways name, before others the usual one. */
  private guess(selector: TextMap): GatewayPlace {
    const installation = installationFor(selector);
    const applications = installation === undefined ? undefined : applicationNamespacesOf(this.mesh);
    const counts = new Map<string, number>();
    for (const name of this.namesFor(selector)) {
      for (const { namespace } of holdersNamed(this.mesh, name)) {
        if (applications?.has(namespace) !== true) {
          counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
        }
      }
    }
    const [best] = [...counts].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
    if (installation === undefined) {
      return { namespaces: best === undefined ? [] : [best[0]], shownBy: 'secrets' };
    }
    const usual = installation.namespaces.find((namespace) => counts.has(namespace));
    return { namespaces: [usual ?? best?.[0] ?? installation.namespaces[0]], shownBy: 'labels' };
  }

  private namesFor(selector: TextMap): ReadonlySet<string> {
    if (this.namesBySelector === undefined) {
      this.namesBySelector = new Map();
      for (const { spec } of this.mesh.all(GATEWAY)) {
        const key = this.textOf(spec.selector ?? {});
        const names = this.namesBySelector.get(key) ?? new Set();
        this.namesBySelector.set(key, names);
        (spec.servers ?? []).flatMap(secretNames).forEach((name) => names.add(name));
      }
    }
    return this.namesBySelector.get(this.textOf(selector)) ?? new Set();
  }

  /** Whether something else takes the Secret from where it lies, so that another one may well be meant. */
  private isUsedInPlace({ namespace }: MeshObject, name: string, selector: TextMap): boolean {
    const users = this.usersOf(name).get(namespace);
    const isOther = users !== undefined && (users.size > 1 || !users.has(this.textOf(selector)));
    return isOther || secretsUsedInPlace(this.mesh).has(`${namespace}/${name}`);
  }

  /** By the namespaces of their pods, the selectors of the Gateways that name a Secret. */
  private usersOf(name: string): ReadonlyMap<string, ReadonlySet<string>> {
    let users = this.usersByName.get(name);
    if (users === undefined) {
      users = new Map();
      this.usersByName.set(name, users);
      for (const [text, selector] of this.selectorsNaming(name)) {
        for (const namespace of this.of(selector).namespaces) {
          const here = users.get(namespace) ?? new Set();
          users.set(namespace, here.add(text));
        }
      }
    }
    return users;
  }

  private selectorsNaming(name: string): ReadonlyMap<string, TextMap> {
    if (this.selectorsByName === undefined) {
      this.selectorsByName = new Map();
      for (const { spec } of this.mesh.all(GATEWAY)) {
        const { selector = {}, servers = [] } = spec;
        for (const named of servers.flatMap(secretNames)) {
          const selectors = this.selectorsByName.get(named) ?? new Map<string, TextMap>();
          this.selectorsByName.set(named, selectors.set(this.textOf(selector), selector));
        }
      }
    }
    return this.selectorsByName.get(name) ?? new Map();
  }
}

/** The Services that ask for nothing but labels of an installed gateway. */
function installedServices(
  services: ReadonlyMap<string, readonly RegisteredService[]>,
  labels: TextMap,
): readonly RegisteredService[] {
  return Object.entries(labels)
    .flatMap(([label, value]) => services.get(`${label}=${value}`) ?? [])
    .filter(({ selector = {} }) => selects(selector, labels));
}

function namespacesOf(placed: readonly { readonly namespace: string }[]): readonly string[] {
  return [...new Set(placed.map(({ namespace }) => namespace))].sort();
}
