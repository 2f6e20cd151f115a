import { InvalidArgumentError, Option } from 'commander';

const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** The option that says where the pods of gateways run: without it that is a guess. */
export function gatewayNamespaceOption(): Option {
  return new Option(
    '--gateway-namespace <name>',
    'where the pods of gateways run that are not among the manifests',
  ).argParser((text) => {
    if (!NAMESPACE.test(text)) {
      throw new InvalidArgumentError('It has to be the name of a namespace.');
    }
    return text;
  });
}
