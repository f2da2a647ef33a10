import type { Where } from '../../problems';

/** A scheme and something after it: `unix:///var/run/docker.sock` has no host, and is the most common one. */
const ADDRESS = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\/.+$/;

/** Reports what is no address of a Docker daemon. */
export function checkDockerHost(where: Where, host: string): void {
  if (!ADDRESS.test(host)) {
    where.error({
      code: 'invalid-url',
      value: host,
      complaint: 'is no address of a Docker daemon',
      remedy: 'Write it with its scheme: "unix:///var/run/docker.sock", "tcp://docker:2375".',
    });
  }
}
