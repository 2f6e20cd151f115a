import { Command } from 'commander';
import { CommandContext } from './command-context';
import { certsCaCommand } from './certs/ca-command';
import { certsListCommand } from './certs/list-command';
import { certsRenewCommand } from './certs/renew-command';
import { certsShowCommand } from './certs/show-command';

/** Looks after the certificate store. */
export function certsCommand(context: CommandContext): Command {
  const command = new Command('certs').addHelpText(
    'after',
    `
The store is the folder that CDK8S_ISTIO_CERTIFICATES names, or .cdk8s-istio/certificates; no command tells of a private key.

Examples:
  $ cdk8s-istio certs list --check --within 14
  $ cdk8s-istio certs renew --due
  $ cdk8s-istio certs ca --output ca.pem`,
  );
  [certsListCommand, certsShowCommand, certsRenewCommand, certsCaCommand].forEach((each) => {
    command.addCommand(each(context).helpOption('-h, --help', 'tell how it is used'));
  });
  return command;
}
