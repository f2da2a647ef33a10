#!/bin/sh
# Runs a command in namespaces of its own: a network without a way out, mounts and processes that all
# vanish with it, however it ends. Needs root and iproute2. Where the machine refuses, the command runs
# as it is, and finds the reason in CDK8S_PROMETHEUS_NO_SANDBOX.
#
#   sandbox.sh npx jest -c test/cluster/jest.config.json -i
#
# CDK8S_PROMETHEUS_KEEP names a folder (absolute) for the files of the run, which otherwise vanish too.
set -u

isolated='unshare --net --mount --pid --fork --kill-child --mount-proc --'

if ! refusal=$($isolated ip link set lo up 2>&1); then
  export CDK8S_PROMETHEUS_NO_SANDBOX="${refusal:-unshare failed}"
  exec "$@"
fi

# The command is a child of the first process, not that process itself: signals without a handler do
# nothing to the latter, and Ctrl-C would be lost.
exec $isolated sh -c '
  set -e
  export CDK8S_PROMETHEUS_SANDBOX=/run/cdk8s-prometheus
  ip link set lo up
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir "$CDK8S_PROMETHEUS_SANDBOX"
  if [ -n "${CDK8S_PROMETHEUS_KEEP-}" ]; then
    mkdir -p "$CDK8S_PROMETHEUS_KEEP"
    mount --bind "$CDK8S_PROMETHEUS_KEEP" "$CDK8S_PROMETHEUS_SANDBOX"
  fi
  set +e
  "$@"
  exit $?
' sandbox "$@"
