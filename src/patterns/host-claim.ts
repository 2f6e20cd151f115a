import { IConstruct } from 'constructs';
import { Protocol } from '../kernel/protocol';
import { ExportTo } from '../networking/export-to';
import { IGateway } from '../networking/gateway';
import { IGatewayWorkload } from '../networking/gateway-workload';
import { VirtualService } from '../networking/virtual-service';

/** Hosts on a port of a gateway's pods, and who serves them there. */
export interface HostClaim {
  /** The construct that serves the hosts; errors name it. */
  readonly owner: IConstruct;

  /** The pods that serve them. */
  readonly workload: IGatewayWorkload;

  /** The port, as the gateway's Service opens it. */
  readonly port: number;

  /** What is spoken on the port. */
  readonly protocol: Protocol;

  /** The hosts as the server lists them, with or without a `namespace/` before them. */
  readonly hosts: string[];

  /**
   * The Gateway that the server is a part of; with it the hosts of VirtualServices on that Gateway are checked, too.
   *
   * @default - none; what is attached to the server is not checked.
   */
  readonly gateway?: IGateway;
}

/** Hosts that a VirtualService routes, at a gateway or inside the mesh. */
export interface RouteClaim {
  /** The object that has the routes; errors name it. */
  readonly virtualService: VirtualService;

  /** The gateway, or `Gateway.MESH`. */
  readonly gateway: IGateway;

  /** The hosts as the VirtualService lists them. */
  readonly hosts: string[];

  /**
   * Which namespaces see the VirtualService.
   *
   * @default - all of them.
   */
  readonly exportTo?: ExportTo[];
}
