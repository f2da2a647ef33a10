import type { Where } from '../problems';

/** Reports a target that is more than an address: what Prometheus would refuse of it. */
export function checkAddress(where: Where, address: string): void {
  if (address === '' || address.includes('/')) {
    where.error({
      code: 'invalid-target',
      value: address,
      complaint: 'is not a host with an optional port',
      remedy: 'Scheme and path have fields of their own.',
    });
  }
}
