import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { parseAlertmanagerFile, receiverTexts } from '../alertmanager';
import { alertmanagerConfig, findInstance, matching, mountsOf } from '../manifests';
import { failing, UsageError } from './failure';
import { readInput, withInput, type Input } from './input';
import { parseInstance, separate } from './instance-argument';

interface Options extends Input {
  readonly namespace?: string;
  readonly receiver?: string;
  readonly text?: string;
  readonly data?: string;
  readonly amtool: string;
}

export function previewCommand(): Command {
  return withInput(new Command('preview'))
    .description(
      'Render templates of an Alertmanager as a notification would have them: runs `amtool template render` on the ' +
        'files that its pods mount.',
    )
    .argument('[instance]', 'alertmanager/<name>')
    .option('--namespace <namespace>', 'where several have that name')
    .option('--receiver <name>', 'all texts of this receiver that are templates')
    .option('--text <template>', 'or a template: \'{{ template "chat.title" . }}\'')
    .option('--data <file>', "notification as JSON (Go's template.Data); by default one of amtool's own")
    .option('--amtool <path>', 'where amtool is', 'amtool')
    .addHelpText(
      'after',
      `
Examples:
  $ cdk8s-prometheus preview --from dist alertmanager/main --receiver chat
  $ cdk8s-prometheus preview --from dist alertmanager/main --text '{{ template "chat.title" . }}'`,
    )
    .action(failing(preview));
}

function preview(given: string | undefined, all: Options): void {
  const { argument, options } = separate(given, all);
  if (argument === undefined) {
    throw new UsageError('say which one: alertmanager/<name>');
  }
  const { program, name } = parseInstance(argument);
  if (program !== 'alertmanager') {
    throw new UsageError(`"${argument}" has no templates: only an Alertmanager has`);
  }
  const manifests = readInput(options);
  const instance = findInstance(manifests, { program, name, namespace: options.namespace });
  const file = parseAlertmanagerFile(alertmanagerConfig(manifests, instance));
  const { files } = mountsOf(instance.container, instance.pod, instance.namespace, manifests);
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-'));
  try {
    for (const pattern of file.templates ?? []) {
      const found = matching(instance.configFile ?? '', pattern, [...files.keys()]);
      if (found.length === 0) {
        process.stderr.write(`note: the manifests have no file for ${pattern}\n`);
      }
      found.forEach((path) => {
        writeFileSync(join(folder, basename(path)), files.get(path) ?? '');
      });
    }
    for (const { title, text } of textsOf(options, receiverTexts(file))) {
      process.stdout.write(`${title}${render(text, folder, options)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Titled {
  readonly title: string;
  readonly text: string;
}

function textsOf({ text, receiver }: Options, texts: ReturnType<typeof receiverTexts>): Titled[] {
  if (text !== undefined) {
    return [{ title: '', text }];
  }
  const names = [...new Set(texts.map((each) => each.receiver))];
  if (receiver === undefined || !names.includes(receiver)) {
    throw new UsageError(
      `say what: --text <template>, or --receiver <name> (with templates: ${names.join(', ') || 'none'})`,
    );
  }
  return texts
    .filter((each) => each.receiver === receiver)
    .map((each) => ({ title: `${each.field}: `, text: each.text }));
}

function render(text: string, folder: string, { amtool, data }: Options): string {
  const args = [
    'template',
    'render',
    `--template.glob=${join(folder, '*')}`,
    `--template.text=${text}`,
    ...(data === undefined ? [] : [`--template.data=${data}`]),
  ];
  const { status, error, stdout, stderr } = spawnSync(amtool, args, { encoding: 'utf8' });
  if (error !== undefined) {
    throw new UsageError(`${amtool}: ${error.message}; name it with --amtool`);
  }
  if (status !== 0) {
    throw new UsageError(`${text}: ${stderr.trim()}`);
  }
  return stdout.trim();
}
