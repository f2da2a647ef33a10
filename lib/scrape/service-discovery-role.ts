/**
 * Which objects the targets of a Service are read from. `EndpointSlice` is what Kubernetes goes by;
 * `Endpoints` is deprecated since 1.33 and cut off at 1,000 addresses. Operator: `serviceDiscoveryRole`.
 */
export type ServiceDiscoveryRole = 'EndpointSlice' | 'Endpoints';
