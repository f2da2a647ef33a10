import type { FileContext } from '../../http';
import type { Where } from '../../problems';
import { isConfigKey } from '../../values';
import type { InlineTemplate, Templates } from '../config-props';
import { CONFIG_DIRECTORY, CONFIG_FILE } from '../paths';

/** Paths of the files of templates. Reports names that cannot be those of files. */
export function renderTemplates(
  where: Where,
  templates: Templates,
  { files, referrer }: FileContext,
): string[] {
  return templates.map((template, index) =>
    isInline(template)
      ? `${CONFIG_DIRECTORY}/${template.fileName}`
      : files.either(where.at(index), template, referrer),
  );
}

/** The templates that are written along with the configuration, by the name of their file. */
export function inlineTemplates(templates: Templates): Record<string, string> {
  return Object.fromEntries(templates.filter(isInline).map(({ fileName, text }) => [fileName, text]));
}

/** Reports names of files that cannot be keys of a ConfigMap, or are taken. */
export function checkTemplateFiles(where: Where, templates: Templates): void {
  const taken = new Set([CONFIG_FILE]);
  templates.forEach((template, index) => {
    if (!isInline(template)) {
      return;
    }
    const { fileName } = template;
    const at = where.at(index, 'fileName');
    if (!isConfigKey(fileName)) {
      at.error({
        code: 'invalid-name',
        value: fileName,
        complaint: 'is not the name of a file',
        remedy: 'Use letters, digits, dashes, underscores and dots: "chat.tmpl".',
      });
    }
    if (taken.has(fileName)) {
      at.error({ code: 'duplicate', value: fileName, complaint: 'is taken', remedy: 'Choose another name.' });
    }
    taken.add(fileName);
  });
}

/** Whether its text is known. */
export function isInline(template: Templates[number]): template is InlineTemplate {
  return 'fileName' in template;
}
