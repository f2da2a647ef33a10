import { stringify } from 'yaml';

/**
 * Writes native configuration as YAML, in the way in which cdk8s writes the manifests around it: lines are
 * not folded, and what an older reader would take for a boolean or a number is quoted.
 */
export function renderYaml(value: unknown): string {
  // Objects that appear twice are written twice: anchors would make a small change a large diff.
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
