/** Where Kubernetes mounts the token of a pod's ServiceAccount. */
export const SERVICE_ACCOUNT_TOKEN_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/token';
