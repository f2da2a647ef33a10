import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseGoSeconds } from '../kubernetes';

/** What every command takes. */
export interface CommonOptions {
  readonly namespace?: string;
  readonly context?: string;
  readonly json?: boolean;

  /** By default by their addresses in the cluster, and through the API server from elsewhere. */
  readonly access?: 'direct' | 'port-forward';
  readonly meshCa?: string;
  readonly meshCert?: string;
  readonly meshKey?: string;
  readonly meshServerName?: string;
}

export function withCommon(command: Command): Command {
  return command
    .argument('<statefulset>', 'the StatefulSet of the Alertmanagers, such as alertmanager-main')
    .option('-n, --namespace <namespace>', 'where it is; by default that of the context')
    .option('--context <name>', 'context of the kubeconfig')
    .addOption(
      new Option(
        '--access <way>',
        'how to get to pods: at their addresses, or through the API server; by default direct in the cluster, else port-forward',
      ).choices(['direct', 'port-forward']),
    )
    .option('--json', 'write JSON, one document a line')
    .option('--mesh-ca <file>', 'certificate authority of a mesh with TLS')
    .option('--mesh-cert <file>', 'our certificate for a mesh with TLS')
    .option('--mesh-key <file>', 'its key')
    .option('--mesh-server-name <name>', 'the name in the certificates of the mesh, if it is not an address');
}

/** A duration as Go writes it, in seconds. */
export function seconds(text: string): number {
  const value = parseGoSeconds(text);
  if (value <= 0) {
    throw new InvalidArgumentError('write a duration such as 90s or 5m');
  }
  return value;
}

export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) {
    throw new InvalidArgumentError('write a number from 1 to 65535');
  }
  return value;
}
