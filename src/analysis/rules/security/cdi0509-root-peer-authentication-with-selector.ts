import { peerAuthenticationsOf } from '../../../mesh/index/peer-authentications';
import { CONFIG_MAP, PEER_AUTHENTICATION } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** PeerAuthentications that Istio ignores because they select workloads from the root namespace. */
export const ROOT_PEER_AUTHENTICATION_WITH_SELECTOR: Rule = {
  code: 'CDI0509',
  name: 'RootPeerAuthenticationWithSelector',
  severity: Severity.WARNING,
  summary: 'A PeerAuthentication in the root namespace has a selector.',
  explanation:
    'In the root namespace a PeerAuthentication is for the mesh as a whole. Unlike other policies, one with a selector there is ignored by sidecars and gateways: it changes the mode of no workload, not even of those in the root namespace.',
  fix: 'Put it into the namespace of the workloads, or leave out the selector to set the mode of the mesh.',
  docs: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  inputs: [PEER_AUTHENTICATION, CONFIG_MAP],
  check: (mesh, report) => {
    for (const object of peerAuthenticationsOf(mesh).selecting(mesh.config.rootNamespace)) {
      const message = `${object.title} is ignored: it has a selector, and is in the root namespace`;
      report({ object, path: ['spec', 'selector'], message });
    }
  },
};
