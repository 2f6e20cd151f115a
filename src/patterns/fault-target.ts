import { RequestFault } from '../networking/request-fault';
import { VirtualService } from '../networking/virtual-service';

/** What faults can be played to; see {@link FaultInjection}. */
export interface IFaultTarget {
  /**
   * Plays a fault to requests that the target routes.
   *
   * @throws if a request could be meant by this fault and one that is there already.
   */
  injectFault(fault: RequestFault): void;
}

/** Targets for faults besides the patterns, which are targets themselves. */
export class FaultTarget {
  /** The HTTP routes of a VirtualService, those that are added later too. */
  public static virtualService(virtualService: VirtualService): IFaultTarget {
    return { injectFault: (fault) => virtualService._injectFault(fault) };
  }
}
