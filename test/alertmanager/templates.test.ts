import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  slack,
  type AlertmanagerConfiguration,
  type InlineTemplate,
  type SlackProps,
} from '../../lib/alertmanager';
import { DEFAULT_TEMPLATES } from '../../lib/alertmanager/templates/default-names';
import { configMapKey, secretKey } from '../../lib/references';
import { describeWith, requireProgram } from '../support/programs';
import { errorsOf } from './support';

function config(
  slackProps: Partial<SlackProps>,
  templates: readonly InlineTemplate[] = [],
): AlertmanagerConfiguration {
  return {
    route: { receiver: 'chat' },
    receivers: [slack('chat', { apiURL: secretKey('slack', 'url'), channel: '#a', ...slackProps })],
    templates,
  };
}

function file(text: string): InlineTemplate {
  return { fileName: 'chat.tmpl', text };
}

test('what is defined here, and what Alertmanager has itself, can be called', () => {
  const templates = [
    file('{{ define "chat.title" }}{{ template "__subject" . }}{{ end }}{{ block "chat.text" . }}x{{ end }}'),
  ];
  const title = '{{ template "chat.title" . }}';
  const text =
    '{{ if .Alerts }}{{ template "chat.text" . }}{{ else }}{{ template "slack.default.text" . }}{{ end }}';
  expect(errorsOf({ config: config({ title, text }, templates) })).toEqual([]);
});

test.each<[reason: string, props: Partial<SlackProps>, templates: InlineTemplate[], expected: string]>([
  [
    'a template that is not closed',
    {},
    [file('{{ define "a" }}\n{{ if .Alerts }}x{{ end }}')],
    'config.templates[0].text: is no template (line 1, column 1): the block has no {{ end }}',
  ],
  [
    'a function that is none',
    { title: '{{ .CommonLabels.alertname | upcase }}' },
    [],
    'config.receivers[0].slackConfigs[0].title: is no template (line 1',
  ],
  [
    'a name that nobody defines, in a receiver',
    { titleLink: '{{ template "chat.tile" . }}' },
    [file('{{ define "chat.title" }}x{{ end }}')],
    'config.receivers[0].slackConfigs[0].titleLink: is a template that nobody defines',
  ],
  [
    'a name that nobody defines, in a template',
    {},
    [file('{{ define "a" }}{{ range .Alerts }}{{ template "b" . }}{{ end }}{{ end }}')],
    'config.templates[0].text: is a template that nobody defines',
  ],
  [
    'a circle',
    {},
    [file('{{ define "a" }}{{ template "b" . }}{{ end }}{{ define "b" }}{{ template "a" . }}{{ end }}')],
    'config.templates[0].text: calls itself: a -> b -> a',
  ],
  [
    'a text inside of a list',
    { actions: [{ type: 'button', text: '{{ .X', url: 'http://a' }] },
    [],
    'config.receivers[0].slackConfigs[0].actions[0].text: is no template (line 1',
  ],
])('%s is an error', (_reason, props, templates, expected) => {
  expect(errorsOf({ config: config(props, templates) })).toEqual([expect.stringContaining(expected)]);
});

test('a function of a later release is none of an earlier one', () => {
  const title = '{{ now }}';
  expect(errorsOf({ version: '0.34.2', config: config({ title }) })).toEqual([]);
  expect(errorsOf({ version: '0.32.3', config: config({ title }) })).toHaveLength(1);
});

test('where files of others define templates, names are trusted', () => {
  const given = config({ title: '{{ template "theirs" . }}' });
  const templates = [{ configMap: configMapKey('templates', 'theirs.tmpl') }];
  expect(errorsOf({ config: { ...given, templates } })).toEqual([]);
});

describe.each(['amtool', 'amtool-oldest'])('%s', (program) => {
  describeWith([program], 'has', () => {
    let directory: string;

    beforeAll(() => {
      directory = mkdtempSync(join(tmpdir(), 'templates-'));
      writeFileSync(join(directory, 'empty.tmpl'), '');
    });

    afterAll(() => {
      rmSync(directory, { recursive: true });
    });

    function render(text: string, type = 'html'): string {
      const args = [
        'template',
        'render',
        `--template.glob=${directory}/*.tmpl`,
        `--template.text=${text}`,
        `--template.type=${type}`,
      ];
      return execFileSync(requireProgram(program), args, { encoding: 'utf8', stdio: 'pipe' });
    }

    test('every template that we take for its own', () => {
      // Mentioned, and not run, since most want data of a notification; HTML looks at all that is mentioned.
      const text = [...DEFAULT_TEMPLATES].map((name) => `{{ if false }}{{ template "${name}" . }}{{ end }}`);
      expect(render(`${text.join('')}ok`).trim()).toBe('ok');
      expect(render('{{ template "slack.default.username" . }}').trim()).toBe('Alertmanager');
      expect(() => render('{{ if false }}{{ template "slack.default.nothing" . }}{{ end }}')).toThrow();
      expect(() => render('{{ template "slack.default.nothing" . }}', 'text')).toThrow(/not defined/);
    });
  });
});
