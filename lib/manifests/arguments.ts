import type { Container } from 'kubernetes-types/core/v1';

/** The words of its command line, as far as the manifest says it. */
export function words({ command = [], args = [] }: Container): string[] {
  return [...command, ...args];
}

/** The values of `--name=value` and `--name value`. */
export function flagValues(container: Container, name: string): string[] {
  return words(container).flatMap((word, index, all) => {
    if (word === `--${name}`) {
      return all[index + 1] ?? [];
    }
    return word.startsWith(`--${name}=`) ? word.slice(name.length + 3) : [];
  });
}

/** `registry:5000/prom/prometheus:v3.16.0@sha256:…` is an image of `prometheus`. */
export function imageName(image = ''): string {
  return image.split('/').at(-1)?.split(/[:@]/)[0] ?? '';
}
