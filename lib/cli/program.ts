import { Command } from 'commander';
import { configCommand } from './config-command';
import { diffCommand } from './diff-command';
import { explainTargetCommand } from './explain-command';
import { placementCommand } from './placement-command';
import { federationCommand } from './federation-command';
import { graphCommand } from './graph-command';
import { previewCommand } from './preview-command';
import { routesCommand } from './routes-command';
import { importCommand } from './import-command';

/** The command line `cdk8s-prometheus`. */
export function program(): Command {
  return new Command('cdk8s-prometheus')
    .description(
      'Looks into manifests that were made by cdk8s-prometheus, and makes such of resources of the operator.',
    )
    .addCommand(configCommand())
    .addCommand(graphCommand())
    .addCommand(routesCommand())
    .addCommand(previewCommand())
    .addCommand(placementCommand())
    .addCommand(federationCommand())
    .addCommand(diffCommand())
    .addCommand(
      new Command('explain')
        .description('Explain what a Prometheus makes of something.')
        .addCommand(explainTargetCommand()),
    )
    .addCommand(importCommand())
    .showHelpAfterError('(--help says more)');
}
