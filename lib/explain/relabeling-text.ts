import type { RelabelConfig } from '../native/prometheus';

/** A relabeling in words: `keep if namespace matches "shop|bank"`. */
export function describeRelabeling(config: RelabelConfig): string {
  const { source_labels = [], target_label = '', regex = '(.*)', replacement = '$1' } = config;
  const source = source_labels.join(config.separator ?? ';');
  const action = config.action ?? 'replace';
  switch (action.toLowerCase()) {
    case 'keep':
    case 'drop':
      return `${action} if ${source || 'nothing'} matches ${quote(regex)}`;
    case 'keepequal':
    case 'dropequal':
      return `${action.replace('equal', '')} if ${source} equals ${target_label}`;
    case 'hashmod':
      return `${target_label} = hash of ${source} modulo ${config.modulus ?? 0}`;
    case 'labelmap':
      return `copy labels named ${quote(regex)} to ${quote(replacement)}`;
    case 'labeldrop':
      return `remove labels named ${quote(regex)}`;
    case 'labelkeep':
      return `remove labels but those named ${quote(regex)}`;
    case 'lowercase':
    case 'uppercase':
      return `${target_label} = ${source} in ${action}`;
    default:
      return describeReplace(source, target_label, regex, replacement);
  }
}

function describeReplace(source: string, target: string, regex: string, replacement: string): string {
  if (source === '') {
    return `${target} = ${quote(replacement)}`;
  }
  const copies = /^\$(?:1|\{1\})$/.test(replacement);
  const written = copies ? source : quote(replacement);
  if (regex === '(.*)') {
    return copies ? `${target} = ${written}` : `${target} = ${written} with ${source}`;
  }
  // `(.+)` around the whole copies what is there, and nothing where it is empty.
  return copies && regex === '(.+)'
    ? `${target} = ${source}, if not empty`
    : `${target} = ${quote(replacement)} if ${source} matches ${quote(regex)}`;
}

export function quote(text: string): string {
  return JSON.stringify(text);
}
