import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

/** What the Pod Security admission of a namespace lets in. */
type PodSecurity = 'privileged' | 'restricted';

/** Every namespace of the platform. Only what must read the hosts themselves is let off `restricted`. */
const NAMESPACES: Readonly<Record<string, PodSecurity>> = {
  monitoring: 'restricted',
  'node-exporter': 'privileged',
  shop: 'restricted',
};

/** The namespaces that the platform's objects live in. Belongs into a chart without `namespace`. */
export class Namespaces extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [name, podSecurity] of Object.entries(NAMESPACES)) {
      new ApiObject(this, name, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name,
          labels: {
            'pod-security.kubernetes.io/enforce': podSecurity,
            'pod-security.kubernetes.io/warn': podSecurity,
          },
        },
      });
    }
  }
}
