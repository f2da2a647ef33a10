import type { Where } from '../problems';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const PORT_NAME = /^(?=.*[a-z])[a-z0-9]([a-z0-9]|-(?=[a-z0-9]))*$/;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;

/** Names of Services, namespaces and whatever becomes part of a host name: at most 63 characters. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && DNS_LABEL.test(text);
}

/** Names of most other objects: at most 253 characters, parts divided by dots. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && DNS_SUBDOMAIN.test(text);
}

/** Keys of Secrets and ConfigMaps. */
export function isConfigKey(text: string): boolean {
  return text.length <= 253 && text !== '.' && !text.startsWith('..') && CONFIG_KEY.test(text);
}

/** Names of the ports of Services and containers: at most 15 characters, at least one of them a letter. */
export function isPortName(text: string): boolean {
  return text.length <= 15 && PORT_NAME.test(text);
}

/** Reports a name that Kubernetes would refuse, or that leaves no room for what we append to it. */
export function checkDnsLabel(where: Where, text: string, longest = 63): void {
  if (!isDnsLabel(text) || text.length > longest) {
    where.error({
      code: 'invalid-name',
      value: text,
      complaint: 'is not a name that its objects can bear',
      remedy: `${dnsLabelRule(longest)}; \`name\` sets it apart from the construct's id.`,
    });
  }
}

/** Reports what cannot name a namespace. */
export function checkNamespaceName(where: Where, text: unknown): void {
  if (typeof text !== 'string' || !isDnsLabel(text)) {
    where.error({
      code: 'invalid-name',
      value: text,
      complaint: 'is not the name of a namespace',
      remedy: `${dnsLabelRule(63)}.`,
    });
  }
}

function dnsLabelRule(longest: number): string {
  return `Use lower-case letters, digits and dashes, at most ${longest} characters, beginning and ending with a letter or digit`;
}

/** Reports a name that Kubernetes would refuse for an object of most kinds. */
export function checkDnsSubdomain(where: Where, text: string): void {
  if (!isDnsSubdomain(text)) {
    where.error({
      code: 'invalid-name',
      value: text,
      complaint: 'is not the name of an object',
      remedy: 'Use lower-case letters, digits, dashes and dots, at most 253 characters.',
    });
  }
}

/** Reports a number that is no TCP port. */
export function checkPortNumber(where: Where, port: number | undefined): void {
  if (port !== undefined && (!Number.isInteger(port) || port < 1 || port > 65_535)) {
    where.error({
      code: 'invalid-port',
      value: port,
      complaint: 'is not a port',
      remedy: 'Ports are whole numbers from 1 to 65535.',
    });
  }
}

/** Reports a text that cannot name a port of a Service or container. */
export function checkPortName(where: Where, name: string | undefined): void {
  if (name !== undefined && !isPortName(name)) {
    where.error({
      code: 'invalid-port',
      value: name,
      complaint: 'is not the name of a port',
      remedy: 'Port names have at most 15 lower-case letters, digits and dashes, and at least one letter.',
    });
  }
}
